import assert from "node:assert/strict";
import { test } from "node:test";
import { Drawing } from "../../../static/js/capture/drawing.js";
import { Frame } from "../../../static/js/capture/drawing-frame.js";
import { Hand } from "../../../static/js/capture/drawing-hand.js";
import { boundsOf, isHit, pixelsOf } from "../../../static/js/capture/drawing-shapes.js";
import { View } from "../../../static/js/capture/drawing-view.js";

const SIZE = { width: 800, height: 600 };

function aHand({ tool = "box", unit = 1, size = SIZE } = {}) {
  const hand = new Hand(new Drawing(size));
  hand.unit = unit;
  hand.use(tool);
  return hand;
}

function drag(hand, ...points) {
  hand.begin(points[0]);
  for (const point of points.slice(1)) hand.extend(point);
  return hand.end();
}

const toolsOf = (hand) => hand.drawing.shapes.map(({ tool }) => tool);

test("a drag makes a shape, and its ends stay inside what is seen", () => {
  const hand = aHand({ tool: "arrow" });
  const arrow = drag(hand, [10, 20], [9000, -50]);
  assert.deepEqual(arrow.points, [[10, 20], [800, 0]]);
  assert.deepEqual(hand.drawing.shapes, [arrow]);
});

test("an accidental click draws nothing, but the pen makes a dot", () => {
  const hand = aHand({ tool: "blur" });
  assert.equal(drag(hand, [10, 10], [12, 11]), null);
  assert.equal(hand.drawing.canUndo, false);
  hand.use("pen");
  assert.equal(drag(hand, [10, 10]).points.length, 1);
});

test("lines are as thick as they look, whatever the size of the picture", () => {
  const hand = aHand({ tool: "arrow", unit: 6, size: { width: 7680, height: 4320 } });
  assert.equal(drag(hand, [0, 0], [600, 600]).width, 24);
  hand.wear({ line: 2 });
  assert.equal(drag(hand, [0, 0], [600, 600]).width, 48);
});

test("a pen leaves out the steps that nobody sees", () => {
  const hand = aHand({ tool: "pen", unit: 4 });
  assert.deepEqual(drag(hand, [0, 0], [1, 0], [2, 0], [7, 0], [8, 0]).points, [[0, 0], [7, 0]]);
});

test("what was drawn is undone and drawn again, and what is drawn after an undo has no other future", () => {
  const hand = aHand();
  drag(hand, [0, 0], [50, 50]);
  hand.use("arrow");
  drag(hand, [0, 0], [50, 50]);
  assert.equal(hand.go("undo"), true);
  assert.deepEqual(toolsOf(hand), ["box"]);
  assert.equal(hand.go("redo"), true);
  assert.deepEqual(toolsOf(hand), ["box", "arrow"]);
  hand.go("undo");
  hand.use("pen");
  drag(hand, [1, 1], [30, 30]);
  assert.equal(hand.go("redo"), false);
  assert.deepEqual(toolsOf(hand), ["box", "pen"]);
  hand.go("undo");
  hand.go("undo");
  assert.equal(hand.go("undo"), false);
  assert.equal(hand.isChanged, false);
});

test("undo in the midst of a drag lets go of it only", () => {
  const hand = aHand();
  drag(hand, [0, 0], [50, 50]);
  hand.begin([10, 10]);
  hand.extend([90, 90]);
  assert.equal(hand.go("undo"), true);
  assert.equal(hand.isDrawing, false);
  assert.equal(hand.drawing.shapes.length, 1);
});

test("a shape is chosen where it is drawn, the uppermost first, and moved by the hand", () => {
  const hand = aHand();
  const lower = drag(hand, [100, 100], [300, 300]);
  hand.use("blur");
  const upper = drag(hand, [200, 50], [400, 200]);
  hand.use("select");
  hand.begin([300, 100]);
  assert.equal(hand.chosen.id, upper.id);
  hand.extend([310, 90]);
  assert.equal(hand.drawing.shapes[1], upper, "not moved before it is let go");
  assert.deepEqual(hand.shapes[1].points, [[210, 40], [410, 190]]);
  hand.end();
  assert.deepEqual(hand.drawing.shapes[1].points, [[210, 40], [410, 190]]);
  drag(hand, [100, 200]);
  assert.equal(hand.chosen.id, lower.id);
  drag(hand, [150, 250]);
  assert.equal(hand.chosen, null, "the inside of a box is not the box");
});

test("arrow keys move what is chosen; one undo takes all of their steps back", () => {
  const hand = aHand();
  const first = drag(hand, [100, 100], [300, 300]);
  const last = drag(hand, [10, 10], [60, 60]);
  hand.use("select");
  assert.equal(hand.chooseNext().id, last.id);
  assert.equal(hand.chooseNext().id, first.id);
  assert.equal(hand.chooseNext().id, last.id);
  for (let n = 0; n < 5; n++) hand.nudge(4, 0);
  assert.deepEqual(hand.chosen.points[0], [30, 10]);
  hand.go("undo");
  assert.deepEqual(hand.chosen.points[0], [10, 10]);
});

test("without a mouse: the cursor goes, begins, goes on and ends", () => {
  const hand = aHand({ tool: "arrow" });
  assert.deepEqual(hand.cursor, [400, 300]);
  hand.nudge(-40, -40);
  hand.begin(hand.cursor);
  hand.nudge(100, 0);
  assert.deepEqual(hand.end().points, [[360, 260], [460, 260]]);
  hand.nudge(10_000, 10_000);
  assert.deepEqual(hand.cursor, [800, 600]);
});

test("the chosen shape is removed, or else the last", () => {
  const hand = aHand();
  const first = drag(hand, [100, 100], [300, 300]);
  drag(hand, [10, 10], [60, 60]);
  hand.use("pen");
  drag(hand, [10, 10], [60, 60]);
  assert.equal(hand.remove().tool, "pen");
  hand.use("select");
  hand.choose(first);
  assert.equal(hand.remove().id, first.id);
  assert.equal(hand.remove().tool, "box");
  assert.equal(hand.remove(), null);
});

test("a text begins where it is tapped, is written, and kept when another tool is taken", () => {
  const hand = aHand({ tool: "text" });
  assert.equal(drag(hand, [10, 10]).text, "");
  assert.equal(hand.isWriting, true);
  assert.equal(hand.isChanged, false, "nothing is written yet");
  hand.write("你好");
  hand.wear({ line: 2, colour: 1 });
  assert.equal(hand.isChanged, true);
  hand.use("pen");
  const [text] = hand.drawing.shapes;
  assert.deepEqual([text.text, text.colour, text.width, text.length], ["你好", 1, 40, 48]);
  hand.use("text");
  drag(hand, [20, 20]);
  hand.write("  ");
  hand.settle();
  assert.equal(hand.drawing.shapes.length, 1);
});

test("a text at the rim gives way to the left, one that is too long is smaller, and neither stays so", () => {
  const hand = aHand({ tool: "text", size: { width: 300, height: 200 } });
  drag(hand, [290, 199]);
  hand.write("1234567890");
  assert.deepEqual([hand.draft.points[0][0], hand.draft.width], [300 - 156, 26]);
  assert.ok(boundsOf(hand.draft).y + boundsOf(hand.draft).height <= 200.001);
  hand.write("x".repeat(40));
  assert.deepEqual([hand.draft.points[0][0], hand.draft.length], [0, 300]);
  hand.write("");
  assert.deepEqual([hand.draft.points[0][0], hand.draft.width], [290, 26]);
});

test("tapping elsewhere keeps the text and begins the next", () => {
  const hand = aHand({ tool: "text" });
  drag(hand, [10, 10]);
  hand.write("one");
  drag(hand, [10, 90]);
  assert.deepEqual(hand.shapes.map(({ text }) => text), ["one", ""]);
});

test("the chosen shape takes another colour and line, what comes too", () => {
  const hand = aHand();
  drag(hand, [100, 100], [300, 300]);
  hand.use("select");
  hand.chooseNext();
  hand.wear({ colour: 3 });
  hand.wear({ line: 0 });
  assert.deepEqual([hand.chosen.colour, hand.chosen.width], [3, 2]);
  hand.use("arrow");
  assert.equal(drag(hand, [0, 0], [50, 50]).colour, 3);
});

test("Escape lets go of one thing after the other", () => {
  const hand = aHand();
  drag(hand, [100, 100], [300, 300]);
  hand.begin([0, 0]);
  hand.extend([90, 90]);
  assert.equal(hand.leave(), true);
  assert.equal(hand.tool, "box");
  assert.equal(hand.leave(), true);
  assert.equal(hand.tool, "select");
  hand.chooseNext();
  assert.equal(hand.leave(), true);
  assert.equal(hand.chosen, null);
  assert.equal(hand.leave(), false);
});

test("cutting: pulled by edges and corners, never out of the picture nor to nothing", () => {
  const frame = new Frame(new Drawing(SIZE));
  frame.pull("top-left", 100.4, 50.6);
  assert.deepEqual(frame.box, { x: 100, y: 51, width: 700, height: 549 });
  frame.pull("right", 500, 0);
  frame.pull("bottom", 0, -9000);
  assert.deepEqual(frame.box, { x: 100, y: 51, width: 700, height: 16 });
  assert.deepEqual(frame.pointOf("bottom-right"), [800, 67]);
  frame.open();
  assert.equal(frame.isSet, false);
});

test("cutting: a drag spans a frame, one inside it moves it, a click changes nothing", () => {
  const hand = aHand({ tool: "crop" });
  drag(hand, [100, 100], [300, 200]);
  assert.deepEqual(hand.frame.box, { x: 100, y: 100, width: 200, height: 100 });
  drag(hand, [150, 150], [9999, 160]);
  assert.deepEqual(hand.frame.box, { x: 600, y: 110, width: 200, height: 100 });
  drag(hand, [10, 10], [12, 12]);
  assert.deepEqual(hand.frame.box, { x: 600, y: 110, width: 200, height: 100 });
  assert.deepEqual(hand.view, hand.drawing.whole, "all of it is seen while it is cut");
  hand.use("arrow");
  assert.deepEqual(hand.view, { x: 600, y: 110, width: 200, height: 100 });
  assert.deepEqual(hand.cursor, [600, 210], "the cursor stays in sight");
});

test("a cut is undone and done again, also while the frame is there; Escape leaves the frame as it was", () => {
  const hand = aHand({ tool: "crop" });
  drag(hand, [100, 100], [300, 200]);
  hand.use("crop");
  assert.equal(hand.go("undo"), true);
  assert.deepEqual(hand.frame.box, hand.drawing.whole);
  assert.equal(hand.go("redo"), true);
  assert.equal(hand.frame.box.width, 200);
  drag(hand, [0, 0], [50, 50]);
  hand.leave();
  assert.deepEqual(hand.drawing.crop, { x: 100, y: 100, width: 200, height: 100 });
  hand.go("undo");
  assert.equal(hand.isChanged, false);
});

test("what is blurred covers every pixel that it touches, and none outside the picture", () => {
  const whole = { x: 0, y: 0, ...SIZE };
  assert.deepEqual(pixelsOf({ x: 10.7, y: 20.2, width: 5.1, height: 3 }, whole), { x: 10, y: 20, width: 6, height: 4 });
  assert.deepEqual(pixelsOf({ x: -30, y: 590, width: 50, height: 50 }, whole), { x: 0, y: 590, width: 20, height: 10 });
  assert.equal(pixelsOf({ x: -30, y: 0, width: 20, height: 50 }, whole).width, 0);
});

test("a line is hit where it runs", () => {
  const arrow = { tool: "arrow", width: 4, points: [[0, 0], [100, 100]] };
  assert.equal(isHit(arrow, [50, 55], 5), true);
  assert.equal(isHit(arrow, [20, 80], 5), false);
  const text = { tool: "text", width: 20, length: 60, points: [[10, 10]] };
  assert.deepEqual(boundsOf(text), { x: 10, y: -3, width: 60, height: 26 });
  assert.equal(isHit(text, [40, 20], 0), true);
  assert.equal(isHit(text, [40, 30], 5), false);
});

test("a picture is shown as large as there is room, a tiny one not without end", () => {
  const view = new View({ x: 100, y: 50, width: 4000, height: 1000 }, { width: 1000, height: 1000 });
  assert.deepEqual([view.width, view.height, view.scale], [1000, 250, 0.25]);
  assert.deepEqual(view.toPicture(250, 25), [1100, 150]);
  assert.deepEqual(view.toScreen([1100, 150]), [250, 25]);
  assert.equal(new View({ x: 0, y: 0, width: 10, height: 10 }, { width: 1000, height: 1000 }).width, 30);
});
