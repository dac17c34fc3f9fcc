"""Axe over a page, in the light and in the dark.

Between the two only colours differ, so a walk need not be walked twice: where it stops, axe runs
whole in the light, and in the dark only those of its rules that look at colours.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
WHOLE = {"resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
RUN = "options => axe.run(document, options).then(({ violations }) => violations)"


def faults(page: Page, where: str = "") -> list[str]:
    """What axe complains of in the light, and of what in the dark. The page ends in the light."""
    in_dark = [f"in the dark, {fault}" for fault in after(page, "dark", where, COLOURS)]
    return after(page, "light", where, WHOLE) + in_dark


def after(page: Page, scheme: str, where: str, options: dict) -> list[str]:
    # What fades from one colour to the other would be measured half-way: nothing moves.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return faults_as_it_is(page, where, options)


def faults_as_it_is(page: Page, where: str = "", options: dict = WHOLE) -> list[str]:
    """What axe complains of, in the colours in which the page stands, once all of it is there."""
    page.wait_for_load_state()  # A click waits only until the next page begins to come.
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate(RUN, options)
    return [f"{where}: {fault['id']} {fault['nodes'][0]['html'][:160]}" for fault in found]
