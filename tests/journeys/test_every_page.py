"""Every page of the slice: accessible, valid, quiet, its own, and wide enough for a small phone."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browser import PHONE
from tests.journeys import axe

pytestmark = pytest.mark.browser

WIDTHS = {"small phone": 320, "phone": 360, "desk": 1280}
MOST_QUESTIONS = 14  # Some are asked only where no pieces are kept, as here.
WRONG = {
    "no such page": "/khong-co-trang-nay/",
    "no such code": "/tra-cuu/?ma=PA-AAAA-AA",
    "no such question": "/phan-anh/hoi/abc/",
    "no such request": "/phan-anh/phoi-hop/abc/",
    "no such procedure": "/thu-tuc/9.999999/",
}


def test_every_page_is_for_everyone(open_phone, portal_in_use, live_server):
    """One walk for all that a browser can tell: each page is opened once, and looked at in turn."""
    page, hosts, wrong = open_phone(), set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for name, address in {**portal_in_use, **WRONG}.items():
        page.complaints.clear()
        page.goto(address, wait_until="networkidle")
        found = list(page.complaints) if name in portal_in_use else []
        found += too_wide(page)
        wrong += [f"{name}: {one}" for one in found] + axe.faults(page, name)
    assert wrong == []
    assert hosts - {""} == {urlsplit(live_server.url).netloc}


def too_wide(page) -> list[str]:
    """On which devices the page scrolls sideways."""
    found = []
    for device, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"scrolls sideways on a {device}")
    page.set_viewport_size(PHONE)
    return found


@pytest.mark.django_db
def test_every_page_is_valid_vietnamese_and_quick(client, portal_in_use, html_faults):
    """Valid HTML, in Vietnamese whatever the browser says, without strangers' scripts, and with
    few questions to the database.
    """
    wrong = {}
    for name, address in portal_in_use.items():
        answer, wrong[name] = look(client, name, address)
        wrong[name] += html_faults(answer)
    wrong |= {name: html_faults(client.get(address)) for name, address in WRONG.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def look(client, name: str, address: str) -> tuple:
    """The answer, and what is wrong with it besides its markup."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, headers={"accept-language": "en-US,en;q=0.9"})
    language = "en" if name == "home in English" else "vi"
    policy = answer["Content-Security-Policy"]
    said = {
        f"answered {answer.status_code}": answer.status_code != 200,
        f"{len(asked)} questions": len(asked) > MOST_QUESTIONS,
        "another language": f'<html lang="{language}"' not in answer.content.decode(),
        "scripts of strangers": "unsafe-inline" in policy or "script-src 'self'" not in policy,
    }
    return answer, [fault for fault, is_so in said.items() if is_so]
