"""Every page of the slice: accessible, valid, quiet, its own, and wide enough for a small phone."""

from urllib.parse import urlsplit

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

WIDTHS = {"small phone": 320, "phone": 360, "desk": 1280}
WRONG = {
    "no such page": "/khong-co-trang-nay/",
    "no such code": "/tra-cuu/?ma=PA-AAAA-AA",
    "no such question": "/phan-anh/hoi/abc/",
    "no such request": "/phan-anh/phoi-hop/abc/",
    "no such procedure": "/thu-tuc/9.999999/",
}


def test_axe_finds_nothing_on_any_page(open_phone, portal_in_use):
    found = []
    for scheme in ("light", "dark"):
        page = open_phone(color_scheme=scheme)
        for name, address in {**portal_in_use, **WRONG}.items():
            page.goto(address)
            results = Axe().run(page)
            found += [
                f"{name} ({scheme}): {violation['id']} {violation['nodes'][0]['html'][:120]}"
                for violation in results.response["violations"]
            ]
    assert found == []


def test_no_page_scrolls_sideways(open_phone, portal_in_use):
    too_wide = []
    for device, width in WIDTHS.items():
        page = open_phone(viewport={"width": width, "height": 800})
        for name, address in {**portal_in_use, **WRONG}.items():
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                too_wide.append(f"{name} on a {device}")
    assert too_wide == []


def test_no_page_complains_or_calls_another_host(open_phone, portal_in_use, live_server):
    page = open_phone()
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for address in portal_in_use.values():
        page.goto(address, wait_until="networkidle")
    assert page.complaints == []
    assert hosts - {""} == {urlsplit(live_server.url).netloc}


@pytest.mark.django_db
def test_every_page_is_valid_html(client, portal_in_use):
    broken = {}
    for name, address in {**portal_in_use, **WRONG}.items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(client.get(address).content)
        if parser.errors:
            broken[name] = parser.errors[:3]
    assert broken == {}


@pytest.mark.django_db
def test_no_public_page_runs_strangers_scripts(client, portal_in_use):
    for address in portal_in_use.values():
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "unsafe-inline" not in policy, address
        assert "script-src 'self'" in policy, address


@pytest.mark.django_db
def test_every_page_is_vietnamese_whatever_the_browser_says(client, portal_in_use):
    for name, address in portal_in_use.items():
        page = client.get(address, headers={"accept-language": "en-US,en;q=0.9"})
        language = "en" if name == "home in English" else "vi"
        assert f'<html lang="{language}"' in page.content.decode(), address


@pytest.mark.django_db
def test_no_page_asks_the_database_more_than_twelve_times(
    client, portal_in_use, django_assert_max_num_queries
):
    for address in portal_in_use.values():
        with django_assert_max_num_queries(12, info=address):
            assert client.get(address).status_code == 200, address
