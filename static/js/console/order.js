/**
 * @typedef {Object} Row one conversation of the list (docs/protocol.md, "row")
 * @typedef {"mine" | "waiting" | "team"} GroupName
 */

/** @type {GroupName[]} */
export const GROUPS = ["mine", "waiting", "team"];

/**
 * The rows of the list in groups and in order.
 * While somebody points at the list the order is held: rows change in place and nothing moves;
 * `moved` counts what will move when it is released.
 */
export class Order {
  #shown = emptyOrder();
  #last = new Map();
  #heldAt = 0;
  isHeld = false;
  moved = 0;

  /** @param {() => Map<string, Row>} rows what is known now @param {() => number} me the reader's user id */
  constructor(rows, me) {
    this.rows = rows;
    this.me = me;
  }

  /** To be called whenever rows changed. */
  arrange() {
    const wanted = this.#wanted();
    if (this.isHeld) {
      this.#addBelow(wanted);
      this.moved = countMoved(this.#shown, wanted);
      return;
    }
    this.#shown = wanted;
    this.#last = new Map(this.rows());
    this.moved = 0;
  }

  /** @param {GroupName | null} group what is pointed at; what is new comes in below it only */
  hold(group = null) {
    this.isHeld = true;
    this.#heldAt = GROUPS.indexOf(group);
  }

  release() {
    this.isHeld = false;
    this.arrange();
  }

  /** @param {Row} row @returns {GroupName} */
  groupOf(row) {
    if (row.state === "waiting") return "waiting";
    return row.owner?.id === this.me() ? "mine" : "team";
  }

  /** How many there really are, held or not. @param {GroupName} group */
  count(group) {
    return [...this.rows().values()].filter((row) => this.groupOf(row) === group).length;
  }

  /** The rows as shown; one that has left since is `isGone`. @param {GroupName} group @param {string} [filter] */
  shown(group, filter = "") {
    const rows = this.#shown[group].map((id) => this.#row(id));
    return filter.trim() ? rows.filter((row) => matches(row, filter)) : rows;
  }

  /** Every shown row from the top, for "next" and "previous". @param {string} [filter] */
  sequence(filter) {
    return GROUPS.flatMap((group) => this.shown(group, filter)).filter((row) => !row.isGone);
  }

  #addBelow(wanted) {
    const known = new Set(GROUPS.flatMap((group) => this.#shown[group]));
    for (const group of GROUPS.slice(Math.max(0, this.#heldAt))) {
      this.#shown[group].push(...wanted[group].filter((id) => !known.has(id)));
    }
    for (const [id, row] of this.rows()) this.#last.set(id, row);
  }

  #row(id) {
    return this.rows().get(id) ?? { ...this.#last.get(id), isGone: true };
  }

  #wanted() {
    const order = emptyOrder();
    for (const row of this.rows().values()) order[this.groupOf(row)].push(row);
    for (const group of GROUPS) {
      order[group] = order[group].sort(group === "waiting" ? byPlace : byNeed).map((row) => row.id);
    }
    return order;
  }
}

function emptyOrder() {
  return { mine: [], waiting: [], team: [] };
}

/** The queue's own order: priority first, then first come. */
function byPlace(a, b) {
  return (b.priority ?? 0) - (a.priority ?? 0) || compare(a.requested_at, b.requested_at) || compare(a.id, b.id);
}

/** Who has waited longest for a reply first, then the latest activity. */
function byNeed(a, b) {
  if (a.unanswered_since_at || b.unanswered_since_at) {
    return compare(a.unanswered_since_at ?? "~", b.unanswered_since_at ?? "~") || compare(a.id, b.id);
  }
  return compare(activity(b), activity(a)) || compare(a.id, b.id);
}

function activity(row) {
  return row.last?.at ?? row.connected_at ?? row.requested_at ?? "";
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows that come, go, change their group or overtake another; not those merely pushed along by them. */
function countMoved(shown, wanted) {
  let moved = 0;
  for (const group of GROUPS) {
    const place = new Map(shown[group].map((id, n) => [id, n]));
    const kept = wanted[group].filter((id) => place.has(id)).map((id) => place.get(id));
    moved += wanted[group].length - longestRising(kept);
  }
  const everywhere = new Set(GROUPS.flatMap((group) => wanted[group]));
  return moved + GROUPS.flatMap((group) => shown[group]).filter((id) => !everywhere.has(id)).length;
}

/** Length of the longest rising run of places, gaps allowed: those that keep their order. */
function longestRising(places) {
  const ends = [];
  for (const place of places) {
    const at = ends.findIndex((end) => end >= place);
    ends[at < 0 ? ends.length : at] = place;
  }
  return ends.length;
}

function matches(row, filter) {
  const words = [row.contact?.name, row.service?.name, row.service?.name_zh, row.team?.name, row.owner?.name, row.last?.text];
  const text = words.filter(Boolean).join(" ").toLocaleLowerCase();
  return filter.toLocaleLowerCase().trim().split(/\s+/).every((word) => text.includes(word));
}
