import assert from "node:assert/strict";
import { test } from "node:test";
import { Lost, Refused } from "../../static/js/live/errors.js";
import { insist } from "../../static/js/live/insist.js";
import { LiveSocket } from "../../static/js/live/socket.js";
import { FakeTimers, fakeSockets, recorded, settle } from "./fakes.js";

function aSocket({ random = () => 0.5, page } = {}) {
  const timers = new FakeTimers();
  const WebSocketClass = fakeSockets();
  const socket = new LiveSocket("ws://here/ws/visitor/", { WebSocketClass, timers, random, page });
  const states = recorded(socket, "state");
  socket.open();
  return { socket, timers, WebSocketClass, states, wire: () => WebSocketClass.last };
}

test("a command resolves with the done frame of its own ref", async () => {
  const { socket, wire } = aSocket();
  wire().hello();
  const one = socket.command("typing.show", { conversation: "c" });
  const two = socket.command("typing.show", { conversation: "d" });
  const [first, second] = wire().sent;
  wire().says({ type: "done", ref: second.ref, n: 2 });
  wire().says({ type: "done", ref: first.ref, n: 1 });
  assert.equal((await one).n, 1);
  assert.equal((await two).n, 2);
  assert.deepEqual(first, { type: "typing.show", ref: "1", conversation: "c" });
});

test("a refused command rejects with code, message, field and state", async () => {
  const { socket, wire } = aSocket();
  wire().hello();
  const asked = socket.command("message.post");
  wire().says({ type: "error", ref: "1", code: "conflict", message: "It has ended.", field: "text", state: "ended" });
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof Refused);
    assert.deepEqual([error.code, error.message, error.field, error.state], ["conflict", "It has ended.", "text", "ended"]);
    return true;
  });
});

test("an error without a ref is about the oldest command without an answer", async () => {
  const { socket, wire } = aSocket();
  wire().hello();
  const [broken, sound] = [socket.command("message.post"), socket.command("message.post")];
  wire().says({ type: "error", ref: null, code: "bad_text", message: "" });
  await assert.rejects(broken, Refused);
  wire().says({ type: "done", ref: "2" });
  assert.equal((await sound).ref, "2");
});

test("commands without an answer are lost when the socket drops, and before hello", async () => {
  const { socket, wire } = aSocket();
  await assert.rejects(socket.command("ping"), Lost);
  wire().hello();
  const asked = socket.command("message.post");
  wire().drops();
  await assert.rejects(asked, Lost);
});

test("it comes back after 0.5, 1, 2, 4, 8 and then every 15 seconds", async () => {
  const { timers, WebSocketClass } = aSocket();
  for (const wait of [500, 1000, 2000, 4000, 8000, 15000, 15000]) {
    const before = WebSocketClass.all.length;
    WebSocketClass.last.drops();
    await timers.pass(wait - 1);
    assert.equal(WebSocketClass.all.length, before, `not before ${wait}`);
    await timers.pass(1);
    assert.equal(WebSocketClass.all.length, before + 1, `after ${wait}`);
  }
});

test("the wait is spread by thirty percent", async () => {
  for (const [chance, wait] of [[0, 350], [1, 650]]) {
    const { timers, WebSocketClass } = aSocket({ random: () => chance });
    WebSocketClass.last.drops();
    await timers.pass(wait - 1);
    assert.equal(WebSocketClass.all.length, 1);
    await timers.pass(1);
    assert.equal(WebSocketClass.all.length, 2);
  }
});

test("a hello starts the waits again from the beginning", async () => {
  const { timers, WebSocketClass } = aSocket();
  WebSocketClass.last.drops();
  await timers.pass(500);
  WebSocketClass.last.drops();
  await timers.pass(1000);
  WebSocketClass.last.hello();
  WebSocketClass.last.drops();
  await timers.pass(500);
  assert.equal(WebSocketClass.all.length, 4);
});

test("connecting, live, reconnecting for ten seconds, then offline", async () => {
  const { timers, states, socket, wire } = aSocket();
  assert.equal(socket.state, "connecting");
  wire().hello();
  wire().drops();
  for (let second = 0; second < 11; second += 1) {
    await timers.pass(1000);
    if (!socket.isLive && wire().onclose && wire().closedWith === null && second % 2) wire().drops();
  }
  assert.deepEqual(states.map(({ state }) => state), ["live", "reconnecting", "offline"]);
  assert.equal(typeof states.at(-1).since, "number");
});

test("a silent socket is slow after two seconds and dead after ten", async () => {
  const { timers, states, wire, WebSocketClass } = aSocket();
  wire().hello();
  await timers.pass(10_000);
  assert.equal(wire().sent.at(-1).type, "ping");
  await timers.pass(2000);
  assert.equal(states.at(-1).state, "slow");
  await timers.pass(8000);
  assert.equal(states.at(-1).state, "reconnecting");
  assert.equal(WebSocketClass.all[0].closedWith, 4408);
});

test("pings that are answered keep it alive, and tell the server's time", async () => {
  const { socket, timers, states, wire } = aSocket();
  const pongs = recorded(socket, "pong");
  wire().hello();
  for (let beat = 0; beat < 5; beat += 1) {
    await timers.pass(10_000);
    wire().says({ type: "done", ref: wire().sent.at(-1).ref, server_time: "2026-03-03T15:04:05.123Z" });
    await settle();
  }
  assert.equal(pongs.length, 5);
  assert.deepEqual(states.map(({ state }) => state), ["live"]);
});

for (const code of [4400, 4401, 4403]) {
  test(`close code ${code} stops it until somebody asks`, async () => {
    const { socket, timers, states, WebSocketClass, wire } = aSocket();
    wire().hello();
    wire().drops(code);
    await timers.pass(60_000);
    assert.equal(WebSocketClass.all.length, 1);
    assert.deepEqual([states.at(-1).state, states.at(-1).code], ["stopped", code]);
    socket.retry();
    assert.equal(WebSocketClass.all.length, 2);
  });
}

test("bye tells how long to wait, or not to come back", async () => {
  const one = aSocket();
  one.wire().hello();
  one.wire().says({ type: "bye", code: 4429, reason: "", reconnect: 30 });
  one.wire().drops(4429);
  one.socket.retry();
  await one.timers.pass(29_999);
  assert.equal(one.WebSocketClass.all.length, 1);
  await one.timers.pass(1);
  assert.equal(one.WebSocketClass.all.length, 2);
  const two = aSocket();
  two.wire().says({ type: "bye", code: 4401, reason: "", reconnect: false });
  two.wire().drops(1006);
  await two.timers.pass(60_000);
  assert.equal(two.WebSocketClass.all.length, 1);
  assert.equal(two.socket.state, "stopped");
});

test("it comes back at once when the network or the page does", async () => {
  const page = new EventTarget();
  page.document = Object.assign(new EventTarget(), { hidden: false });
  const { WebSocketClass, wire } = aSocket({ page });
  wire().drops();
  page.dispatchEvent(new Event("online"));
  assert.equal(WebSocketClass.all.length, 2);
  wire().drops();
  page.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(WebSocketClass.all.length, 3);
});

test("a socket that never says hello is given up after ten seconds", async () => {
  const { timers, WebSocketClass } = aSocket();
  await timers.pass(10_500);
  assert.equal(WebSocketClass.all.length, 2);
});

test("what a dead socket still says is not heard", async () => {
  const { socket, timers, WebSocketClass } = aSocket();
  const frames = recorded(socket, "frame");
  const [old] = WebSocketClass.all;
  old.drops();
  await timers.pass(500);
  old.hello();
  assert.equal(frames.length, 0);
  assert.equal(socket.isLive, false);
});

test("insist asks again until it is answered, and takes no for an answer", async () => {
  const { socket, timers, wire } = aSocket();
  wire().hello();
  const asked = insist(socket, "conversation.leave", { conversation: "c" });
  await settle();
  wire().drops();
  await timers.pass(500);
  wire().hello();
  await settle();
  wire().says({ type: "done", ref: wire().sent.at(-1).ref, ok: 1 });
  assert.equal((await asked).ok, 1);
  const refused = insist(socket, "conversation.leave", { conversation: "c" });
  await settle();
  wire().says({ type: "error", ref: wire().sent.at(-1).ref, code: "not_found", message: "" });
  await assert.rejects(refused, Refused);
});
