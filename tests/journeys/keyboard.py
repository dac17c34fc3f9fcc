"""Walking the portal with a keyboard and nothing else."""

from playwright.sync_api import Locator, Page, expect

FARTHEST = 120  # Steps of Tab; no page has more to stop at.


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, and see that one sees it."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        if wanted.evaluate("element => element === document.activeElement"):
            assert is_marked(wanted), "One does not see where one is."
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}.")


def is_marked(focused: Locator) -> bool:
    """Whether something around or on it shows the focus."""
    return focused.evaluate(
        """element => {
            const style = getComputedStyle(element);
            return style.outlineStyle !== "none" || style.boxShadow !== "none";
        }"""
    )


def write(page: Page, label: str, words: str) -> None:
    """Go to a field and write over what stands in it."""
    reach(page, page.get_by_label(label, exact=False).first)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def press(page: Page, name: str, *, role: str = "button", key: str = "Enter") -> None:
    """Go to a button or a link, and press it."""
    reach(page, page.get_by_role(role, name=name).first)
    page.keyboard.press(key)


def arrive(page: Page, heading: str) -> None:
    """See that the page of this name is open."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
