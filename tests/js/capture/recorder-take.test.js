import assert from "node:assert/strict";
import { test } from "node:test";
import { Limits } from "../../../static/js/capture/recorder-limits.js";
import { Take } from "../../../static/js/capture/recorder-take.js";
import { FakeTimers, recorded, settle } from "../fakes.js";

/** A MediaRecorder that gives what the test says. */
class FakeRecorder {
  static last = null;
  state = "inactive";

  constructor(stream, options) {
    Object.assign(this, { stream, options });
    FakeRecorder.last = this;
  }

  start(every) {
    Object.assign(this, { state: "recording", every });
  }

  pause() {
    this.state = "paused";
  }

  resume() {
    this.state = "recording";
  }

  gives(bytes) {
    this.ondataavailable({ data: new Blob(["x".repeat(bytes)]) });
  }

  /** As browsers do: the last part and the end come later. */
  stop() {
    this.state = "inactive";
    setImmediate(() => {
      this.gives(1);
      this.onstop();
    });
  }
}

function aTake(most = {}) {
  const timers = new FakeTimers();
  const take = new Take({ stream: {}, type: "video/webm", limits: new Limits(most), timers, Recorder: FakeRecorder });
  return { take, timers, recorder: FakeRecorder.last };
}

test("parts are counted, told with their time, and kept in order", async () => {
  const { take, timers, recorder } = aTake();
  const parts = recorded(take, "part");
  take.start();
  assert.equal(recorder.every, 1000);
  await timers.pass(1000);
  recorder.gives(10);
  recorder.gives(0);
  await timers.pass(1000);
  recorder.gives(20);
  assert.deepEqual(parts.map(({ n, seconds, blob }) => [n, seconds, blob.size]), [[0, 1, 10], [1, 2, 20]]);
  assert.equal(take.size, 30);
  assert.equal(await take.stop(), "asked");
  assert.deepEqual(take.parts.map(({ size }) => size), [10, 20, 1]);
});

test("a pause does not count, and stopping in a pause works", async () => {
  const { take, timers } = aTake();
  take.start();
  await timers.pass(2000);
  take.pause();
  assert.equal(take.state, "paused");
  await timers.pass(60_000);
  assert.equal(take.seconds, 2);
  take.resume();
  await timers.pass(1000);
  take.pause();
  await take.stop();
  assert.deepEqual([take.seconds, take.state], [3, "stopped"]);
});

test("it warns before the longest and stops there by itself", async () => {
  const { take, timers } = aTake({ seconds: 300 });
  take.start();
  await timers.pass(239_000);
  assert.equal(take.warning, null);
  await timers.pass(1_000);
  assert.equal(take.warning, "time");
  await timers.pass(61_000);
  assert.equal(take.reason, "time");
  assert.equal(take.state, "stopped");
  assert.equal(take.warning, null);
});

test("the largest stops it with a part, even when the page's timers sleep", async () => {
  const { take, recorder } = aTake({ bytes: 1000 });
  take.start();
  for (let n = 0; n < 9; n += 1) recorder.gives(100);
  await settle();
  assert.equal(take.reason, "size");
  assert.ok(take.size <= 1000);
});

test("a recorder that ends of itself has lost what it recorded from", async () => {
  const { take, recorder } = aTake();
  take.start();
  recorder.gives(5);
  recorder.stop();
  assert.equal(await take.ended, "shared");
  assert.equal(take.size, 6);
});

test("an error of the recorder ends it, and what there is stays", async () => {
  const { take, recorder } = aTake();
  take.start();
  recorder.gives(5);
  recorder.onerror();
  assert.equal(await take.ended, "failed");
  assert.equal(take.parts.length, 2);
});

test("the first reason stands, and it ends once", async () => {
  const { take } = aTake();
  const ends = recorded(take, "ended");
  take.start();
  take.stop("discarded");
  assert.equal(await take.stop("asked"), "discarded");
  await settle();
  assert.equal(ends.length, 1);
});

test("stopped before it began, it ends with nothing", async () => {
  const { take } = aTake();
  assert.equal(await take.stop("shared"), "shared");
  assert.deepEqual(take.parts, []);
});
