"""What Lighthouse says of the chat page on a slow phone. It is fetched for this, since nothing else needs it."""

import json
import os
import shutil
import subprocess

import pytest

from tests.browsing import chromium_program
from tests.services.site import Site

pytestmark = [pytest.mark.prove, pytest.mark.processes, pytest.mark.timeout(600)]
LIGHTHOUSE = "lighthouse@12.8.2"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}


def fetched() -> list[str]:
    """The command, or a reason to skip."""
    if not (shutil.which("npx") and chromium_program()):
        pytest.skip("Chromium and Node are needed")
    command = ["npx", "--yes", LIGHTHOUSE]
    if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode:
        pytest.skip(f"{LIGHTHOUSE} cannot be fetched")
    return command


@pytest.fixture(scope="module")
def site(tmp_path_factory, collected):
    site = Site(tmp_path_factory.mktemp("site"))
    with site:
        site.manage("demo")
        yield site


@pytest.mark.parametrize("path", ["/chat/", "/chat/?lang=zh-hans"])
def test_the_chat_page_gets_high_marks_on_a_phone(site, path):
    switches = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    report = subprocess.run(
        [*fetched(), site.address + path, f"--chrome-flags={switches}", "--output=json", "--quiet"],
        env=os.environ | {"CHROME_PATH": chromium_program()},
        capture_output=True,
        check=True,
    ).stdout
    told = json.loads(report)
    marks = {name: round(each["score"] * 100) for name, each in told["categories"].items()}
    times = {name: told["audits"][name]["displayValue"] for name in ("largest-contentful-paint", "total-blocking-time")}
    print(f"figures: {marks} {times}")
    lacking = [name for name, audit in told["audits"].items() if audit["score"] is not None and audit["score"] < 0.9]
    assert {name: marks[name] for name, least in LEAST.items() if marks[name] < least} == {}, lacking
