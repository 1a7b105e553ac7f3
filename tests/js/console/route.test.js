import assert from "node:assert/strict";
import { test } from "node:test";
import { Route } from "../../../static/js/console/route.js";

const ONE = "00000000-0000-4000-8000-000000000001";
const TWO = "00000000-0000-4000-8000-000000000002";

/** A window with a history, as far as the route needs one. */
function aPage(pathname = "/console/") {
  const steps = [{ state: null, pathname }];
  let at = 0;
  const heard = [];
  const page = {
    location: { get pathname() { return steps[at].pathname; } },
    history: {
      get state() { return steps[at].state; },
      pushState(state, _, to) { steps.splice(++at, Infinity, { state, pathname: to }); },
      replaceState(state, _, to) { steps[at] = { state, pathname: to }; },
      back() { at -= 1; for (const fn of heard) fn(); },
    },
    addEventListener: (_, fn) => heard.push(fn),
    get depth() { return at; },
  };
  return page;
}

test("the address says which conversation is open", () => {
  assert.equal(new Route(aPage(`/console/c/${ONE}/`)).conversation, ONE);
  assert.equal(new Route(aPage("/console/")).conversation, null);
  assert.equal(new Route(aPage("/console/c/1042/")).conversation, null);
});

test("back leads from any conversation to the list in one step", () => {
  const page = aPage();
  const route = new Route(page);
  route.go(ONE);
  route.go(TWO);
  assert.deepEqual([route.conversation, page.depth], [TWO, 1]);
  route.leave();
  assert.deepEqual([route.conversation, page.depth], [null, 0]);
});

test("whoever came by a link has the list ahead, not behind", () => {
  const page = aPage(`/console/c/${ONE}/`);
  const route = new Route(page);
  route.leave();
  assert.deepEqual([route.conversation, page.depth], [null, 1]);
});

test("every move is told, staying is not", () => {
  const route = new Route(aPage());
  let told = 0;
  route.addEventListener("change", () => (told += 1));
  route.go(ONE);
  route.go(ONE);
  route.leave();
  assert.equal(told, 2);
});
