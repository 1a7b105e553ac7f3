"""People with browsers: each visit is a Chromium window of its own, and whatever it complains about fails the test."""

import re
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from accounts.models import Agent

OWN_HOSTS = {"127.0.0.1", "localhost"}
LOADED_FROM_ELSEWHERE = ("http", "https", "ws", "wss")
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN"}
CHROMIUM_SWITCHES = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def chromium_program() -> str | None:
    """Where it is installed, if it is."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Visits:
    """Opens pages of the site and keeps the complaints of all of them.

    `visit("/console/", user=agent)` is one person at one browser; call it again for the next one. `visitor=contact` is
    a visitor who has been here before. A complaint that a test expects (the network is cut, say) is named beforehand
    with `expect("net::ERR_")`.
    """

    def __init__(self, browser: Browser, address: str):
        self.browser, self.address = browser, address
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.expected: list[str] = []

    def __call__(
        self, path="/", *, user=None, visitor=None, phone=False, language="en", color_scheme="light", **options
    ) -> Page:
        shape = (PHONE if phone else DESKTOP) | {"locale": LOCALES[language], "color_scheme": color_scheme} | options
        context = self.browser.new_context(base_url=self.address, **shape)
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        self._listen(context)
        if user is not None:
            context.add_cookies([self._session_of(user)])
        if visitor is not None:
            context.add_cookies([{"name": settings.VISITOR_COOKIE, "value": visitor.secret, "url": self.address}])
        page = context.new_page()
        page.goto(path)
        if user is not None and path.startswith("/console"):
            self._until_present(user)
        return page

    @staticmethod
    def _until_present(user) -> None:
        """A console is open once its socket is: only then is the agent there for visitors."""
        end = time.monotonic() + 10
        while not Agent.objects.filter(user=user, seen_at__isnull=False).exists():
            assert time.monotonic() < end, f"{user} did not arrive"
            time.sleep(0.02)

    def expect(self, pattern: str) -> None:
        """Complaints that match this are part of the test."""
        self.expected.append(pattern)

    def unexpected(self) -> list[str]:
        return [text for text in self.complaints if not any(re.search(pattern, text) for pattern in self.expected)]

    def picture(self, folder: Path, name: str) -> None:
        """Keep a picture of every open page."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(page for context in self.contexts for page in context.pages):
            page.screenshot(path=folder / f"{name}-{number}.png")

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _session_of(self, user) -> dict:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.address}

    def _listen(self, context: BrowserContext) -> None:
        context.on("request", self._hear_request)
        context.on("console", self._hear_console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))

    def _hear_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in LOADED_FROM_ELSEWHERE and address.hostname not in OWN_HOSTS:
            self.complaints.append(f"foreign host: {request.url}")

    def _hear_console(self, message: ConsoleMessage) -> None:
        # A broken content security policy is told here too, as an error.
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")
