"""Filling in the form for a report in a browser, as far as one step or to its end."""

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.waiting import until

STEPS = ["what", "details", "where", "who", "check"]


def go_on(page: Page, step: str) -> None:
    """Press the button below the step, and see that the next one is there."""
    page.locator(".gui__buttons [value=next]").click()
    expect(page.locator(f"[data-section={step}]")).to_be_visible()


def choose_kind(page: Page, code: str = "CS01") -> None:
    """By the list of all kinds; without scripts it stands on a page of its own."""
    if not page.locator("[data-section=kind]").is_visible():
        go_on(page, "kind")
    until(lambda: is_ticked(page, code), seconds=30)


def is_ticked(page: Page, code: str) -> bool:
    """Whether the kind could be ticked; a script that wakes late folds the list up once more."""
    kind = page.locator(f"#id_kind_{code}")
    if not kind.is_visible():
        page.locator("[data-kinds] > summary").click()
    try:
        kind.check(timeout=2_000)
    except TooLate:
        return False
    return True


def fill_up_to(page: Page, step: str, *, words: str, code: str = "CS01") -> None:
    """Answer what is asked before this step, and stop there."""
    page.locator("#id_description").fill(words)
    for there in STEPS[1 : STEPS.index(step) + 1]:
        if there == "details":
            choose_kind(page, code)
        if there == "who":
            page.locator("#id_commune").fill("phuong soc trang")
        go_on(page, there)
