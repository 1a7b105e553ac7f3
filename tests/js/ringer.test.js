import assert from "node:assert/strict";
import { test } from "node:test";
import { Ringer } from "../../static/js/live/ringer.js";
import { FakeTimers, settle } from "./fakes.js";

/** Web Locks of one browser: first come, first served; stealing sends the holder away. */
function theLocks() {
  let holder = null;
  const line = [];
  const next = () => {
    holder = line.shift() ?? null;
    holder?.fn();
  };
  return {
    request: (name, { steal }, fn) =>
      new Promise((_, reject) => {
        const one = { fn, reject };
        if (steal) {
          const former = holder;
          holder = one;
          fn();
          former?.reject(new Error("stolen"));
        } else if (holder) line.push(one);
        else {
          line.push(one);
          next();
        }
      }),
  };
}

/** Tabs that hear each other. */
function tabs(count) {
  const timers = new FakeTimers();
  const locks = theLocks();
  const channels = [];
  return Array.from({ length: count }, () => {
    const channel = {
      postMessage: (word) => channels.filter((other) => other !== channel).forEach((other) => other.onmessage?.({ data: structuredClone(word) })),
    };
    channels.push(channel);
    const badge = { blink: (isOn) => (badge.isOn = isOn), isOn: false };
    const ringer = new Ringer({ locks, channel, timers, badge });
    const played = [];
    ringer.sounds = { play: (name) => played.push(name), unlock: async () => true };
    return { ringer, played, timers, badge };
  });
}

test("one event rings once, in one tab", () => {
  const [one, two] = tabs(2);
  const rang = [one, two].map(({ ringer }) => ringer.ring({ key: "c:1", sound: "pop" }));
  one.ringer.ring({ key: "c:1", sound: "pop" });
  assert.deepEqual([rang, one.played, two.played], [[true, false], ["pop"], []]);
});

test("the tab last clicked in rings, and not again for what rang before", async () => {
  const [one, two] = tabs(2);
  one.ringer.ring({ key: "c:1", sound: "chime" });
  await two.ringer.unlock();
  await settle();
  assert.deepEqual([one.ringer.isHolder, two.ringer.isHolder], [false, true]);
  two.ringer.ring({ key: "c:1", sound: "chime" });
  two.ringer.ring({ key: "c:2", sound: "chime" });
  assert.deepEqual(two.played, ["chime"]);
});

test("nothing rings for a conversation that some tab shows", () => {
  const [one, two] = tabs(2);
  two.ringer.look("c");
  assert.equal(one.ringer.ring({ key: "c:1", sound: "pop", conversation: "c" }), false);
  two.ringer.look(null);
  assert.equal(one.ringer.ring({ key: "c:2", sound: "pop", conversation: "c" }), true);
});

test("pops come at most every three seconds; muted, nothing is heard", async () => {
  const [{ ringer, played, timers }] = tabs(1);
  for (const seq of [1, 2, 3]) ringer.ring({ key: `c:${seq}`, sound: "pop" });
  await timers.pass(3000);
  ringer.ring({ key: "c:4", sound: "pop" });
  ringer.isMuted = true;
  ringer.ring({ key: "c:5", sound: "chime" });
  assert.deepEqual(played, ["pop", "pop"]);
});

test("a ring repeats for thirty seconds at most, and ends when answered in any tab", async () => {
  const [one, two] = tabs(2);
  one.ringer.ring({ key: "c:1", sound: "ring", isRepeated: true });
  assert.equal(one.badge.isOn, true);
  await one.timers.pass(9000);
  assert.equal(one.played.length, 4);
  two.ringer.stop("c:1");
  await one.timers.pass(60_000);
  assert.deepEqual([one.played.length, one.badge.isOn], [4, false]);
  one.ringer.ring({ key: "c:2", sound: "ring", isRepeated: true });
  await one.timers.pass(60_000);
  assert.equal(one.played.length, 4 + 10);
});
