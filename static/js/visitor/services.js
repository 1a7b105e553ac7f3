/** What is asked before a conversation, in this order. */
const FIELDS = ["name", "email", "text"];

/** The fields a service still needs: nobody gives their name or address twice.
 * @param {Object} service @param {{name?: string, email?: string}} contact
 * @returns {{name: string, isRequired: boolean}[]} */
export function prepare(service, contact) {
  return FIELDS.map((name) => ({ name, wish: service.asks[name] }))
    .filter(({ name, wish }) => wish !== "no" && !contact[name])
    .map(({ name, wish }) => ({ name, isRequired: wish === "required" }));
}

/** What goes with a request: the answers, and what is known of the visitor already where the service asks for it.
 * @param {Object} service @param {{name?: string, email?: string}} contact @param {Object<string, string>} answers */
export function filled(service, contact, answers) {
  const known = FIELDS.filter((name) => service.asks[name] !== "no" && contact[name]).map((name) => [name, contact[name]]);
  return Object.fromEntries([...known, ...Object.entries(answers)].filter(([, value]) => value));
}

/** The page that led here, for whoever answers. */
export function cameFrom() {
  const page = document.referrer.slice(0, 500);
  return page ? { page } : {};
}

/** Services that can be chosen, with the names above them. @param {Object[]} services @returns {{service: Object, path: string}[]} */
export function leaves(services, path = "") {
  return services.flatMap((service) =>
    service.children.length ? leaves(service.children, path ? `${path} › ${service.name}` : service.name) : [{ service, path }],
  );
}

/** What the typed words find, by name, help and the names above. @param {Object[]} services @param {string} words */
export function search(services, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return leaves(services).filter(({ service, path }) => {
    const text = `${service.name} ${service.help} ${path}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

export function isOpen(one) {
  return one.summary.state === "waiting" || one.summary.state === "active";
}

/** Conversations, newest first. @param {import("../live/store.js").Store} store */
export function newest(store) {
  const known = [...store.conversations.values()].filter((one) => one.summary.state);
  return known.sort((a, b) => (a.summary.requested_at < b.summary.requested_at ? 1 : -1));
}

/** The leaf of that name, or undefined. @param {Object[]} services @param {string} slug */
export function find(services, slug) {
  return leaves(services).find(({ service }) => service.slug === slug)?.service;
}
