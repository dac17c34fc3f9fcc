"""html-validate over what the portal answers, in the browser of the tests.

`library.js` is html-validate for a browser: `npm ci && npm run build` here makes it anew.
"""

from collections.abc import Callable
from pathlib import Path

from django.http import HttpResponse
from playwright.sync_api import Browser

LIBRARY = Path(__file__).with_name("library.js")

# Every rule that html-validate recommends, but for those of taste:
RULES = {
    "doctype-style": ["error", {"style": "lowercase"}],
    # A list may have a name: screen readers say it.
    "aria-label-misuse": ["error", {"allowAnyNamable": True}],
    # Boxes of one question share its name, as Django reads them.
    "form-dup-name": ["error", {"shared": ["radio", "checkbox", "submit", "button", "reset"]}],
    # Django names what a label holds: some software for speech needs it.
    "no-redundant-for": "off",
    # What templates leave between two lines.
    "no-trailing-whitespace": "off",
    # How long a title may be is said to whoever writes it.
    "long-title": "off",
    # Links hold words besides the number: “113 Công an”.
    "tel-non-breaking": "off",
}


def validator(chromium: Browser) -> Callable[[HttpResponse], list[str]]:
    """Give what tells the faults of an answer's markup; it lives as long as the browser."""
    page = chromium.new_page()
    page.add_script_tag(path=LIBRARY)

    def faults(answer: HttpResponse) -> list[str]:
        markup = answer.content.decode()
        return page.evaluate("([markup, rules]) => htmlFaults(markup, rules)", [markup, RULES])

    return faults
