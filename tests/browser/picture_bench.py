"""The picture editor on a page of its own: bundled for the test, under the pages' own security policy, without the product."""

import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "http://localhost"
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:"
SCRIPT = """
import { canCapture } from "./static/js/capture/can.js";
import { editPicture } from "./static/js/capture/picture-editor.js";
import { takeScreenshot } from "./static/js/capture/screenshot.js";
window.canCapture = canCapture;
window.outcome = "open";
window.start = (promise) => {
  window.outcome = "open";
  promise.then((file) => (window.outcome = file), (error) => (window.outcome = error.message));
};
window.edit = (canvas) => window.start(editPicture(canvas, { name: "shot.jpg", yes: "Send" }));
/** A white sheet with fine black writing all over, and a red rim at its right and lower sides. */
window.sheet = (width, height) => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#000";
  for (let y = 0; y < height; y += 4) for (let x = y % 8; x < width; x += 8) context.fillRect(x, y, 3, 3);
  context.fillStyle = "#f00";
  context.fillRect(width * 0.9, 0, width, height);
  context.fillRect(0, height * 0.9, width, height);
  return canvas;
};
window.pixels = async ([x, y, width, height]) => {
  const picture = await createImageBitmap(window.outcome);
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return [...canvas.getContext("2d").getImageData(x, y, width, height).data];
};
window.facts = async () => {
  const { name, type } = window.outcome;
  const { width, height } = await createImageBitmap(window.outcome);
  return { name, type, width, height };
};
document.querySelector("#shoot").onclick = () => window.start(takeScreenshot());
"""
STYLE = '@import "./static/css/base/tokens.css"; @import "./static/css/base/base.css"; @import "./static/css/base/controls.css"; '
STYLE += '@import "./static/css/capture.css";'
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/bench.css"></head>
<body><button id="shoot">Take a picture</button><script type="module" src="/bench.js"></script></body></html>"""
TYPES = {".js": "text/javascript", ".css": "text/css"}


def bundle(folder: Path) -> None:
    """Writes bench.js and bench.css."""
    program = ROOT / "node_modules" / ".bin" / "esbuild"
    for loader, source in (("js", SCRIPT), ("css", STYLE)):
        words = [str(program), "--bundle", f"--loader={loader}", f"--outfile={folder}/bench.{loader}"]
        words += ["--format=esm"] if loader == "js" else []
        subprocess.run(words, input=source, text=True, cwd=ROOT, check=True, timeout=60, capture_output=True)


def bench(context: BrowserContext, folder: Path) -> Page:
    """The page, with nothing open yet."""

    def answer(route: Route) -> None:
        path = Path(urlsplit(route.request.url).path)
        if path.suffix in TYPES:
            route.fulfill(path=folder / path.name, content_type=TYPES[path.suffix])
        else:
            headers = {"content-security-policy": POLICY, "content-type": "text/html; charset=utf-8"}
            route.fulfill(body=PAGE, headers=headers)

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(HOST)
    return page
