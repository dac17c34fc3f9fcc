"""A real browser in front of a real server."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"width": 360, "height": 740}
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium; where it is missing the journey is skipped, and in CI that is a failure."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop("No Chromium here: install the package chromium.")
    # Playwright runs an event loop in this thread; the ORM is used between its calls, not in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_phone(chromium, live_server):
    """Open the portal on a phone: `page = open_phone()`, `open_phone(javascript=False)`."""
    contexts: list[BrowserContext] = []

    def opened(*, javascript: bool = True, **options) -> Page:
        options = {"viewport": PHONE, "locale": "en-US", "base_url": live_server.url} | options
        context = chromium.new_context(java_script_enabled=javascript, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: note(page, said))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()


def note(page: Page, said) -> None:
    """Keep what a page complains about on its console."""
    if said.type in {"error", "warning"}:
        page.complaints.append(said.text)
