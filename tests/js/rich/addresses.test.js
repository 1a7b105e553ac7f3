import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, safeAddress } from "../../../static/js/rich/addresses.js";

const REFUSED = [
  "", " ", "x", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://example.org",
  "//evil.example", "\\\\evil.example", "https:\\\\evil.example", "https:/evil.example", "https:evil.example", "https://bank@evil.example", "https://a:b@evil.example",
  "https://", "https://ex ample.org", "/here", "#x", "?x", "mailto:", "mailto:a", "tel:", "tel:*21*1#", "tel:1;x=2", `https://example.org/${"x".repeat(2000)}`,
];

test("an address that acts, or hides where it leads, is none", () => {
  for (const text of REFUSED) assert.deepEqual([safeAddress(text), addressOf(text)], [null, null], text);
});

test("web, mail and phone are written as the server writes them", () => {
  const wanted = {
    "https://example.org/a b?c=d#e": "https://example.org/a%20b?c=d#e",
    "HTTP://Example.org": "http://example.org/",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
    "mailto:ann@example.org?bcc=evil@example.org": "mailto:ann@example.org",
    "tel:+49 (30) 12-345": "tel:+493012345",
  };
  for (const [text, address] of Object.entries(wanted)) assert.equal(safeAddress(text), address);
});

test("what people write without a scheme gets the one it means", () => {
  const wanted = {
    "example.org": "https://example.org/",
    " www.example.org/a?b ": "https://www.example.org/a?b",
    "example.org:8080/x": "https://example.org:8080/x",
    "例子.测试": "https://xn--fsqu00a.xn--0zwm56d/",
    "ann@example.org": "mailto:ann@example.org",
    "+49 30 12345": "tel:+493012345",
    "010-1234 5678": "tel:01012345678",
  };
  for (const [text, address] of Object.entries(wanted)) assert.equal(addressOf(text), address, text);
  for (const text of ["hello", "a b.c d", "bank@evil.example/x", "1.", "...", "example."]) assert.equal(addressOf(text), null, text);
});
