import assert from "node:assert/strict";
import { test } from "node:test";
import { takeFloor, pace } from "../../../static/js/media/floor.js";
import { kindOf } from "../../../static/js/media/kinds.js";
import { locate, PlaceChoice } from "../../../static/js/media/place-choice.js";

const COORDS = { latitude: 31.23045678, longitude: 121.47371234, accuracy: 23.4 };

test("nothing is chosen at first, and what was typed wrongly is said", () => {
  const choice = new PlaceChoice();
  assert.equal(choice.place, null);
  assert.match(choice.mistake, /Use your position, or type/);
  choice.type("121.4737, 31.2304");
  assert.equal(choice.place, null);
  assert.match(choice.mistake, /latitude/);
  choice.type("31, 181");
  assert.match(choice.mistake, /longitude/);
  choice.type("here");
  assert.match(choice.mistake, /Two numbers/);
  choice.type("31.2304, 121.4737");
  assert.equal(choice.mistake, "");
});

test("a measured place has its accuracy until something else is chosen", () => {
  const choice = new PlaceChoice();
  choice.measure({ coords: COORDS });
  choice.name("  Office ");
  assert.deepEqual(choice.place, { lat: 31.230457, lng: 121.473712, accuracy: 24, label: "Office" });
  choice.type(`${choice.typed} `);
  assert.equal(choice.place.accuracy, null);
  choice.measure({ coords: { ...COORDS, accuracy: 0 } });
  assert.equal(choice.place.accuracy, null);
  choice.measure({ coords: COORDS });
  choice.point({ lat: 1, lng: 2 });
  assert.deepEqual(choice.place, { lat: 1, lng: 2, accuracy: null, label: "Office" });
});

test("every change is told, and a label is never too long", () => {
  const choice = new PlaceChoice();
  let changes = 0;
  choice.addEventListener("change", () => (changes += 1));
  choice.type("1, 2");
  choice.name("x".repeat(200));
  choice.point({ lat: 3, lng: 4 });
  choice.measure({ coords: COORDS });
  assert.equal(changes, 4);
  assert.equal(choice.place.label.length, 120);
});

test("why a device does not tell where it is, is said clearly", async () => {
  const failing = (code) => ({ getCurrentPosition: (_, refuse) => refuse({ code }) });
  await assert.rejects(locate(failing(1)), /not allowed/);
  await assert.rejects(locate(failing(2)), /not available/);
  await assert.rejects(locate(failing(3)), /15 seconds/);
  await assert.rejects(locate(undefined), /not available/);
});

test("the device is asked for its best, and not forever", async () => {
  let asked;
  const found = await locate({ getCurrentPosition: (give, _, options) => ((asked = options), give({ coords: COORDS })) });
  assert.equal(found.coords, COORDS);
  assert.deepEqual(asked, { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 });
});

test("one recording sounds at a time", () => {
  const made = (name, paused) => ({ pause: () => paused.push(name) });
  const paused = [];
  const [one, two] = [made("one", paused), made("two", paused)];
  takeFloor(one);
  takeFloor(one);
  takeFloor(two);
  assert.deepEqual(paused, ["one"]);
});

test("the pace goes round, and everybody hears of it", () => {
  const heard = [];
  pace.addEventListener("change", () => heard.push(pace.value));
  for (let turn = 0; turn < 3; turn += 1) pace.next();
  assert.deepEqual(heard, [1.5, 2, 1]);
});

test("a file's kind comes from its ending, else from its type", () => {
  const kinds = [["a.ZIP"], ["b.tar.gz"], ["c.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], ["报告.pdf"], ["d.docx"], ["e", "application/zip"], ["f", "text/csv"], ["g", "application/pdf"], ["h.exe", "application/octet-stream"], ["i"]];
  assert.deepEqual(kinds.map(([name, mime]) => kindOf({ name, mime })), ["archive", "archive", "sheet", "writing", "writing", "archive", "sheet", "writing", "other", "other"]);
});
