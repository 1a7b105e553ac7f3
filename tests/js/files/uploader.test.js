import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Refusal } from "../../../static/js/files/refusal.js";
import { Uploader } from "../../../static/js/files/uploader.js";

globalThis.navigator ??= { onLine: true };

let begun;

/** tus, as far as the uploader sees it: after `abort` it says nothing more. */
class Tus {
  constructor(file, options) {
    Object.assign(this, { file, options, url: `/uploads/${begun.length}/` });
    begun.push(this);
  }

  start() {
    this.options.onUploadUrlAvailable();
  }

  abort() {
    this.isAborted = true;
  }
}

const answered = (status, body = "{}") => ({ originalResponse: { getStatus: () => status, getBody: () => body } });
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
const file = (n) => new File(["x"], `${n}.txt`);

beforeEach(() => {
  begun = [];
  globalThis.fetch = async () => ({ ok: true, status: 200, json: async () => ({ state: "ready", part: { type: "file" } }) });
});

test("who is taken away makes room for the next in line", async () => {
  const uploader = new Uploader({ Tus });
  const going = [1, 2, 3, 4, 5, 6, 7].map((n) => uploader.add(file(n)));
  await soon();
  assert.equal(begun.length, 3);
  for (const { local } of going.slice(0, 3)) await uploader.drop(local);
  await soon();
  assert.deepEqual(begun.map(({ isAborted }) => Boolean(isAborted)), [true, true, true, false, false, false]);
  await assert.rejects(going[0].done, Refusal);
  for (const { options } of begun.slice(3)) options.onSuccess();
  await soon();
  assert.deepEqual([going[3].state, begun.length], ["ready", 7]);
});

test("a line that is slow or busy is tried again, and is no refusal of the file", async () => {
  const uploader = new Uploader({ Tus });
  for (const [status, isTriedAgain, state] of [[408, true, "lost"], [423, true, "lost"], [0, true, "lost"], [503, true, "lost"], [409, true, "failed"], [413, false, "failed"], [404, false, "failed"]]) {
    const going = uploader.add(file(status));
    await soon();
    const { options } = begun.at(-1);
    assert.equal(options.onShouldRetry(answered(status)), isTriedAgain, `${status}`);
    options.onError(answered(status, '{"message": "no"}'));
    await soon();
    assert.deepEqual([going.state, going.why], [state, state === "failed" ? "no" : ""], `${status}`);
  }
});

test("while the server has its own troubles it is asked again; what it does not know is gone", async () => {
  const states = [502, 200, 404];
  globalThis.fetch = async () => {
    const status = states.shift();
    return { ok: status === 200, status, json: async () => ({ state: "ready", part: { type: "file" } }) };
  };
  const uploader = new Uploader({ Tus });
  const [first, second] = [uploader.add(file(1)), uploader.add(file(2))];
  await soon();
  begun[0].options.onSuccess();
  await first.done;
  begun[1].options.onSuccess();
  await assert.rejects(second.done, Refusal);
  assert.deepEqual([first.state, second.state], ["ready", "failed"]);
});
