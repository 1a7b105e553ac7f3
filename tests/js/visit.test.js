import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveSocket } from "../../static/js/live/socket.js";
import { Outbox } from "../../static/js/live/outbox.js";
import { filled, find, prepare, search } from "../../static/js/visitor/services.js";
import { Visit } from "../../static/js/visitor/visit.js";
import { FakeTimers, fakeSockets, settle } from "./fakes.js";

const NOTHING = { name: "no", email: "no", text: "no" };

function aService(slug, more = {}) {
  return { id: slug, slug, name: slug, help: "", state: "online", wait_minutes: null, asks: NOTHING, children: [], ...more };
}

const MENU = [
  { id: "g", slug: "orders", name: "Orders", help: "", children: [aService("refund", { help: "Money back" })] },
  aService("tech"),
  aService("account", { asks: { name: "required", email: "optional", text: "no" } }),
  aService("sales", { state: "closed" }),
];

let count = 0;

/** A visitor whose server is the test. */
async function aVisit(boot = {}, hello = {}) {
  globalThis.document ??= { referrer: "" };
  const timers = new FakeTimers();
  const WebSocketClass = fakeSockets();
  const socket = new LiveSocket("ws://here/", { WebSocketClass, timers });
  const outbox = new Outbox({ name: `visit-${++count}`, timers, channel: null });
  const visit = new Visit({ menu: MENU, language: "en", deep_link: null, limits: { text: 4000 }, ...boot }, { socket, outbox });
  await visit.start();
  WebSocketClass.last.hello({ you: { contact: null }, ...hello });
  await settle();
  const wire = () => WebSocketClass.last;
  const answer = (more) => wire().says({ ref: wire().sent.at(-1).ref, ...more });
  return { visit, wire, answer, timers };
}

const summary = (id, state, more = {}) => ({ id, state, service: { slug: "tech", name: "tech" }, requested_at: `2026-03-0${id.at(-1)}`, last_seq: 0, ...more });

test("a service asks for what it needs and is not known yet", () => {
  const asks = { name: "required", email: "optional", text: "no" };
  assert.deepEqual(prepare({ asks }, {}), [{ name: "name", isRequired: true }, { name: "email", isRequired: false }]);
  assert.deepEqual(prepare({ asks }, { name: "Ann" }), [{ name: "email", isRequired: false }]);
  assert.deepEqual(filled({ asks }, { name: "Ann" }, { email: "", text: "help" }), { name: "Ann", text: "help" });
});

test("the search looks at names, help and the group above", () => {
  assert.deepEqual(search(MENU, "MONEY").map(({ service }) => service.slug), ["refund"]);
  assert.deepEqual(search(MENU, "orders back").map(({ path }) => path), ["Orders"]);
  assert.equal(find(MENU, "orders"), undefined);
  assert.equal(find(MENU, "refund").slug, "refund");
});

test("a service that asks nothing begins at once; the visitor is in the conversation", async () => {
  const { visit, wire, answer } = await aVisit();
  const chosen = visit.choose(MENU[1]);
  await settle();
  assert.deepEqual([wire().sent.at(-1).type, wire().sent.at(-1).service], ["conversation.request", "tech"]);
  assert.equal(visit.starting.slug, "tech");
  answer({ type: "done", conversation: summary("c1", "waiting") });
  await chosen;
  assert.deepEqual(visit.place, { name: "talk", id: "c1" });
  assert.deepEqual(wire().sent.at(-1).conversations, [{ id: "c1", after: null }]);
});

test("a request survives a lost connection, with the same client_id", async () => {
  const { visit, wire, answer, timers } = await aVisit();
  const chosen = visit.choose(MENU[1]);
  await settle();
  const first = wire().sent.at(-1).client_id;
  wire().drops();
  await timers.pass(1000);
  wire().hello({ you: { contact: null } });
  await settle();
  assert.equal(wire().sent.at(-1).client_id, first);
  answer({ type: "done", conversation: summary("c1", "active") });
  await chosen;
  assert.equal(visit.place.name, "talk");
});

test("closed, or refused because nobody is there: leaving a message is offered with what was typed", async () => {
  const { visit, answer } = await aVisit();
  await visit.choose(MENU[3], "help");
  assert.deepEqual([visit.place.name, visit.place.text], ["write", "help"]);
  const asked = visit.request(MENU[1], { text: "help" });
  await settle();
  answer({ type: "error", code: "conflict", state: "closed", message: "Nobody is there." });
  await asked;
  assert.deepEqual([visit.place.name, visit.place.text, visit.place.why], ["write", "help", "Nobody is there."]);
});

test("name and address are asked once", async () => {
  const { visit, answer } = await aVisit();
  await visit.choose(MENU[2]);
  assert.deepEqual(visit.place.asked.map(({ name }) => name), ["name", "email"]);
  const asked = visit.request(MENU[2], { name: "Ann", email: "a@b.example" });
  await settle();
  answer({ type: "done", conversation: summary("c1", "ended") });
  await asked;
  assert.deepEqual(visit.contact, { name: "Ann", email: "a@b.example" });
});

test("a visitor who comes back is in the open conversation, or at the rating that is asked", async () => {
  const open = await aVisit({}, { conversations: [summary("c2", "active"), summary("c1", "ended")] });
  assert.deepEqual(open.visit.place, { name: "talk", id: "c2" });
  assert.equal(open.visit.former.id, "c1");
  const rated = await aVisit({}, { conversations: [summary("c1", "ended", { is_rating_asked: true })] });
  assert.deepEqual(rated.visit.place, { name: "talk", id: "c1" });
  const ended = await aVisit({}, { conversations: [summary("c1", "ended")] });
  assert.equal(ended.visit.place.name, "menu");
});

test("a deep link leads to its service, and an unknown one to the menu", async () => {
  const { visit } = await aVisit({ deep_link: "account" });
  assert.deepEqual([visit.place.name, visit.place.service.slug], ["ask", "account"]);
  assert.equal((await aVisit({ deep_link: "nothing" })).visit.place.name, "menu");
});

test("a conversation opened in another tab is shown here too", async () => {
  const { visit, wire } = await aVisit();
  wire().says({ type: "conversation.opened", conversation: "c1" });
  assert.deepEqual(wire().sent.at(-1).conversations, [{ id: "c1", after: null }]);
  wire().says({ type: "conversation.resumed", conversation: summary("c1", "waiting"), participants: [], last_seq: 0, first: 1 });
  await settle();
  assert.deepEqual(visit.place, { name: "talk", id: "c1" });
});

test("who writes a message while waiting is not pulled away, until somebody connects", async () => {
  const { visit, wire } = await aVisit({}, { conversations: [summary("c1", "waiting")] });
  visit.go({ name: "write", service: MENU[1], from: "c1" });
  wire().says({ type: "conversation.resumed", conversation: summary("c1", "waiting"), participants: [], last_seq: 0, first: 1 });
  await settle();
  assert.equal(visit.place.name, "write");
  wire().says({ type: "conversation.connected", conversation: "c1", seq: 1, author: null, audience: "everyone", text: "", payload: { agent: { id: 2, name: "Li" } }, at: "2026", client_id: null });
  await settle();
  assert.equal(visit.place.name, "talk");
});
