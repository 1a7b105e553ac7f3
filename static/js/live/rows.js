/** The staff's list: an older word never replaces a newer one, and what has ended stays away. */
export class RowList {
  /** @type {Map<string, Object>} */
  rows = new Map();
  #gone = new Map();
  #fresh = new Set();

  /** @param {() => void} onchange */
  constructor(onchange) {
    this.onchange = onchange;
  }

  /** Rows of `list.changed`. @param {Object[]} rows */
  apply(rows) {
    for (const row of rows) {
      this.#fresh.add(row.id);
      this.#place(row);
    }
    this.onchange();
  }

  /** The list is about to be fetched: what changes from now on outlives the answer. */
  expect() {
    this.#fresh.clear();
  }

  /** The fetched list: rows that are neither in it nor changed since `expect` leave. @param {Object[]} rows */
  replace(rows) {
    const listed = new Set(rows.map((row) => row.id));
    for (const id of this.rows.keys()) if (!listed.has(id) && !this.#fresh.has(id)) this.rows.delete(id);
    for (const row of rows) this.#place(row);
    this.onchange();
  }

  #place(row) {
    const known = this.rows.get(row.id);
    if (known && row.last_seq < known.last_seq) return;
    if (row.last_seq <= (this.#gone.get(row.id) ?? -1)) return;
    if (row.state === "ended") {
      this.rows.delete(row.id);
      this.#gone.set(row.id, row.last_seq);
      return;
    }
    this.rows.set(row.id, { ...known, ...row });
  }
}
