import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { mapsAt } from "../../../static/js/media/addresses.js";
import { gathered, grouped, picturesOf } from "../../../static/js/media/gathered.js";
import { coordinatesOf, fit, sizeOf, sought, squeeze } from "../../../static/js/media/measures.js";
import { useWords } from "../../../static/js/live/words.js";

afterEach(() => useWords({ language: "en", messages: {} }));

test("what is shown keeps its shape, within the box, never larger than it is", () => {
  assert.deepEqual(fit(4000, 3000, 320, 240), { width: 320, height: 240 });
  assert.deepEqual(fit(3000, 4000, 320, 240), { width: 180, height: 240 });
  assert.deepEqual(fit(16, 16, 320, 240), { width: 16, height: 16 });
  assert.deepEqual(fit(10000, 10, 320, 240), { width: 320, height: 1 });
  assert.deepEqual(fit(null, null, 320, 240), { width: 320, height: 180 });
});

test("sizes are said in the largest unit that leaves a number to read", () => {
  assert.deepEqual([0, 1, 900, 2048, 1_300_000, 104_857_600, 3_500_000_000].map(sizeOf), ["0 bytes", "1 byte", "900 bytes", "2 kB", "1.2 MB", "100 MB", "3.3 GB"]);
  useWords({ language: "zh-hans", messages: {} });
  assert.equal(sizeOf(1_300_000), "1.2 MB");
});

test("a narrow waveform shows the loudest of each stretch", () => {
  assert.deepEqual(squeeze([1, 9, 3, 4, 0, 7], 3), [9, 4, 7]);
  assert.deepEqual(squeeze([1, 2], 32), [1, 2]);
  assert.equal(squeeze(Array(64).fill(5), 32).length, 32);
  assert.equal(squeeze(Array(50).fill(5), 32).length, 32);
});

test("keys move within a recording and not beyond it", () => {
  assert.equal(sought("ArrowRight", 3, 12), 4);
  assert.equal(sought("ArrowLeft", 0.4, 12), 0);
  assert.equal(sought("PageUp", 100, 200), 140);
  assert.equal(sought("ArrowRight", 11.5, 12), 12);
  assert.deepEqual([sought("Home", 5, 12), sought("End", 5, 12), sought("a", 5, 12)], [0, 12, null]);
});

test("coordinates have five decimals, also in the address of the map", () => {
  assert.equal(coordinatesOf({ lat: 31.2304, lng: -121.4737 }), "31.23040, -121.47370");
  assert.equal(mapsAt({ lat: 31.2304, lng: 121.4737 }), "https://www.openstreetmap.org/?mlat=31.23040&mlon=121.47370#map=16/31.23040/121.47370");
});

const entry = (seq, ...types) => ({ seq, payload: { parts: types.map((type, index) => ({ type, file: `${seq}${index}` })) } });

test("pictures in a row are one group", () => {
  const list = entry(1, "text", "picture", "picture", "text", "picture", "video", "video").payload.parts;
  assert.deepEqual(grouped(list).map((group) => group.length), [1, 2, 1, 1, 1, 1]);
  assert.deepEqual(grouped([]), []);
});

test("what is more than text is gathered with its entry", () => {
  const entries = [entry(3, "voice", "text"), { seq: 2, payload: { v: 1 } }, { seq: 4 }, entry(1, "picture", "video", "file", "position", "html")];
  const { seen, listed } = gathered(entries);
  assert.deepEqual(seen.map(({ part, entry: { seq } }) => [part.type, seq]), [["picture", 1], ["video", 1]]);
  assert.deepEqual(listed.map(({ part }) => part.type), ["voice", "file", "position"]);
  assert.deepEqual(picturesOf(entries).map(({ file }) => file), ["10"]);
});
