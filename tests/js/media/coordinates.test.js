import assert from "node:assert/strict";
import { test } from "node:test";
import { readCoordinates } from "../../../static/js/media/coordinates.js";

const SHANGHAI = { lat: 31.2304, lng: 121.4737 };

test("coordinates are read as people write them", () => {
  const ways = [
    "31.2304, 121.4737",
    "31.2304,121.4737",
    "  31.2304 121.4737 ",
    "31.2304，121.4737",
    "31.2304、121.4737",
    "31.2304; 121.4737",
    "(31.2304, 121.4737)",
    "geo:31.2304,121.4737",
    "31.2304°, 121.4737°",
    "31.2304° N, 121.4737° E",
    "31.2304°N 121.4737°E",
    "31.2304N121.4737E",
    "n31.2304 e121.4737",
    "N 31.2304, E 121.4737",
    "北纬31.2304°，东经121.4737°",
    "北纬31.2304度东经121.4737度",
    "纬度：31.2304，经度：121.4737",
    "３１.２３０４，１２１.４７３７",
  ];
  for (const way of ways) assert.deepEqual(readCoordinates(way), SHANGHAI, way);
});

test("letters say which is which", () => {
  assert.deepEqual(readCoordinates("121.4737E, 31.2304N"), SHANGHAI);
  assert.deepEqual(readCoordinates("E121.4737 N31.2304"), SHANGHAI);
  assert.deepEqual(readCoordinates("33.8688 S, 70.5 W"), { lat: -33.8688, lng: -70.5 });
  assert.deepEqual(readCoordinates("南纬33.8688°西经70.5°"), { lat: -33.8688, lng: -70.5 });
});

test("minutes and seconds count", () => {
  const there = { lat: 31.230389, lng: 121.473694 };
  assert.deepEqual(readCoordinates(`31°13'49.4"N 121°28'25.3"E`), there);
  assert.deepEqual(readCoordinates("31° 13′ 49.4″ N, 121° 28′ 25.3″ E"), there);
  assert.deepEqual(readCoordinates("北纬31度13分49.4秒，东经121度28分25.3秒"), there);
  assert.deepEqual(readCoordinates("31°30'S 0°15'W"), { lat: -31.5, lng: -0.25 });
});

test("signs, bounds and digits", () => {
  assert.deepEqual(readCoordinates("-90, -180"), { lat: -90, lng: -180 });
  assert.deepEqual(readCoordinates("90, 180"), { lat: 90, lng: 180 });
  assert.deepEqual(readCoordinates("−33.5, +18"), { lat: -33.5, lng: 18 });
  assert.deepEqual(readCoordinates("-0, 0"), { lat: 0, lng: 0 });
  assert.deepEqual(readCoordinates("1.23456789, 2"), { lat: 1.234568, lng: 2 });
});

test("what is out of bounds is told by its name", () => {
  assert.deepEqual(readCoordinates("90.0001, 0"), { wrong: "lat" });
  assert.deepEqual(readCoordinates("121.4737, 31.2304"), { wrong: "lat" });
  assert.deepEqual(readCoordinates("0, 180.5"), { wrong: "lng" });
  assert.deepEqual(readCoordinates("-91 0"), { wrong: "lat" });
});

test("what is no pair of coordinates is refused", () => {
  const odd = ["", "here", "31.2304", "31,2304", "1, 2, 3", "31.2304 N, 121.4737 N", "31°70' N, 121° E", "31.5°20' N, 121° E", "1e3, 2", "N31S, 121", "NaN, NaN", "1234, 5"];
  for (const way of odd) assert.deepEqual(readCoordinates(way), { wrong: "shape" }, way);
});
