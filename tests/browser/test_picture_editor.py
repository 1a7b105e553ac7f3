"""What is hidden or cut off a picture is not in the file; and all of it without a mouse."""

import time
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.picture_bench import bench, bundle
from tests.browsing import CHROMIUM_SWITCHES, PHONE, chromium_program

STAGE = "hd-picture-stage canvas"


@pytest.fixture(scope="module")
def folder_of_bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    bundle(folder)
    return folder


@pytest.fixture(scope="module")
def chromium(chromium):
    """One that shares its tab without asking."""
    switches = [*CHROMIUM_SWITCHES, "--auto-accept-this-tab-capture"]
    browser = chromium.browser_type.launch(executable_path=chromium_program(), args=switches)
    yield browser
    browser.close()


@pytest.fixture
def open_bench(chromium, folder_of_bench):
    """`open_bench(**options of the context)`: a page with nothing open; complaints in its console fail the test."""
    contexts, complaints = [], []

    def opened(**options) -> Page:
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        contexts.append(context)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda it: it.type == "error" and complaints.append(it.text))
        return bench(context, folder_of_bench)

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def edits(page: Page, width: int = 1200, height: int = 800) -> None:
    page.evaluate("([width, height]) => { edit(sheet(width, height)) }", [width, height])
    expect(page.locator(STAGE)).to_be_focused()


def drags(page: Page, start, end) -> None:
    """From one place of what is shown to another, each in parts of its sides."""
    box = page.locator(STAGE).bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=5)
    page.mouse.up()


def strokes_with_a_finger(page: Page, *places) -> None:
    """From place to place of what is shown, in pixels of it. Slowly: after a throw the browser takes the next tap for its end."""
    box = page.locator(STAGE).bounding_box()
    finger = page.context.new_cdp_session(page)
    moves = [
        ("touchStart", places[0]),
        *(("touchMove", place) for place in (*places[1:], places[-1])),
        ("touchEnd", None),
    ]
    for at, (kind, place) in enumerate(moves, start=int(time.time())):
        points = [{"x": box["x"] + place[0], "y": box["y"] + place[1]}] if place else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": at})


def presses(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)


def sent(page: Page) -> dict:
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return page.evaluate("facts()")


def steps(page: Page, box: list[int]) -> int:
    """How much the light differs between neighbours of a row, at most: writing has 255."""
    lights = page.evaluate("pixels", box)[::4]
    width = box[2]
    rows = [lights[start : start + width] for start in range(0, len(lights), width)]
    return max(abs(a - b) for row in rows for a, b in pairwise(row))


def test_what_is_blurred_is_not_in_the_file(open_bench):
    page = open_bench()
    edits(page)
    presses(page, "u")
    drags(page, (0.25, 0.25), (0.75, 0.75))
    says(page, "Blur added.")
    assert sent(page) == {"name": "shot.png", "type": "image/png", "width": 1200, "height": 800}
    assert steps(page, [0, 300, 290, 20]) == 255
    assert steps(page, [302, 202, 596, 396]) <= 8
    opacity = page.evaluate("pixels", [300, 200, 600, 400])[3::4]
    assert set(opacity) == {255}


def test_a_blur_may_be_taken_back_before_it_is_sent(open_bench):
    page = open_bench()
    edits(page)
    presses(page, "u")
    drags(page, (0.25, 0.25), (0.75, 0.75))
    presses(page, "Control+z")
    says(page, "Undone.")
    sent(page)
    assert steps(page, [302, 202, 596, 396]) == 255


def test_what_is_cut_off_is_not_in_the_file(open_bench):
    page = open_bench()
    edits(page)
    presses(page, "c")
    drags(page, (0.25, 0.25), (0.5, 0.75))
    page.get_by_role("button", name="Crop", exact=True).last.click()
    facts = sent(page)
    assert abs(facts["width"] - 300) <= 3
    assert abs(facts["height"] - 400) <= 3
    colours = page.evaluate("pixels", [0, 0, facts["width"], facts["height"]])
    assert not any(colours[at] > 200 and colours[at + 1] < 50 for at in range(0, len(colours), 4)), (
        "the red rim is outside"
    )


def test_a_frame_that_is_still_being_set_is_cut_when_it_is_sent(open_bench):
    page = open_bench()
    edits(page)
    presses(page, "c")
    drags(page, (0.25, 0.25), (0.5, 0.75))
    assert abs(sent(page)["width"] - 300) <= 3


def test_everything_with_the_keyboard_alone(open_bench):
    page = open_bench()
    edits(page)
    presses(page, "b", "Shift+ArrowLeft", "Shift+ArrowLeft", "Enter", "Shift+ArrowRight", "Shift+ArrowDown", "Enter")
    says(page, "Box added.")
    presses(page, "2", "t", "Enter")
    box = page.get_by_label("Text on the picture")
    expect(box).to_be_focused()
    page.keyboard.type("ubc 1")
    presses(page, "Enter")
    says(page, "Text added.")
    expect(page.locator(STAGE)).to_be_focused()
    presses(page, "v", "v")
    says(page, "Text chosen: arrow keys move it, Delete removes it.")
    presses(page, "ArrowUp", "Delete")
    says(page, "Text removed.")
    presses(page, "Control+z", "Control+Shift+z")
    says(page, "Done again.")
    presses(page, "c", "Tab")
    expect(page.get_by_label("Top left corner")).to_be_focused()
    presses(page, "Shift+ArrowRight", "Shift+ArrowDown", "Enter")
    expect(page.get_by_role("status")).to_contain_text("Cropped: 11")
    presses(page, *["Shift+Tab"] * 2)
    expect(page.get_by_role("button", name="Discard")).to_be_focused()
    presses(page, "Tab", "Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("facts()")["width"] < 1200


def test_escape_leaves_the_tool_and_asks_only_when_something_would_be_lost(open_bench):
    page = open_bench()
    edits(page)
    presses(page, "Escape", "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("outcome") is None
    edits(page)
    drags(page, (0.2, 0.2), (0.5, 0.5))
    presses(page, "Escape", "Escape")
    question = page.get_by_role("dialog", name="Discard this picture?")
    question.get_by_role("button", name="Go on editing").click()
    expect(question).to_have_count(0)
    expect(page.get_by_role("dialog", name="Edit picture")).to_be_visible()
    presses(page, "Escape")
    question.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("outcome") is None


def test_with_a_finger_on_a_phone(open_bench):
    page = open_bench(**PHONE)
    edits(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in page.locator("dialog button").all():
        size = button.bounding_box()
        assert min(size["width"], size["height"]) >= 44, button.get_attribute("aria-label")
    strokes_with_a_finger(page, (60, 40), (200, 120))
    says(page, "Arrow added.")
    page.get_by_role("button", name="Text", exact=True).tap()
    page.locator(STAGE).tap(position={"x": 300, "y": 100})
    box = page.get_by_label("Text on the picture")
    expect(box).to_be_focused()
    box.fill("你好，这里有问题")
    page.get_by_role("button", name="Add").tap()
    says(page, "Text added.")
    assert sent(page)["width"] == 1200


def test_one_picture_of_the_tab_and_the_sharing_ends(open_bench):
    page = open_bench()
    page.evaluate("""() => {
        document.body.style.background = "rgb(0, 120, 60)";
        const asked = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getDisplayMedia = async (wish) => (window.stream = await asked({ ...wish, preferCurrentTab: true }));
    }""")
    assert page.evaluate("canCapture()")
    page.locator("#shoot").click()
    expect(page.locator(STAGE)).to_be_focused()
    assert page.evaluate("stream.getTracks().map((it) => [it.kind, it.readyState])") == [["video", "ended"]]
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    facts = page.evaluate("facts()")
    assert (facts["width"], facts["height"]) == (1280, 800)
    red, green, blue, _ = page.evaluate("pixels", [640, 400, 1, 1])
    assert red < blue < green, "as green as the page; a video's colours are not exact"


@pytest.mark.parametrize(
    ("name", "message", "outcome"),
    [
        ("NotAllowedError", "Permission denied", None),
        ("NotReadableError", "Could not start", "The screen could not be captured."),
        ("NotAllowedError", "Permission denied by system", "The system does not let the browser see the screen."),
    ],
)
def test_a_refusal_is_quiet_and_a_fault_has_words(open_bench, name, message, outcome):
    page = open_bench()
    page.evaluate(
        """([name, message]) => {
            navigator.mediaDevices.getDisplayMedia = async () => { throw new DOMException(message, name); };
        }""",
        [name, message],
    )
    page.locator("#shoot").click()
    end = time.monotonic() + 10
    while (said := page.evaluate("outcome")) == "open":
        assert time.monotonic() < end, "no outcome"
    assert said == outcome if outcome is None else said.startswith(outcome)
