"""Every page of signing in and of one's own account: accessible, and narrow enough."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.journeys.axe import faults
from tests.people import PASSWORD
from tests.services.signin.doors import (
    DEVICES,
    FORGOT,
    LAN,
    PROFILE,
    PROVE,
    SECURITY,
    SIGN_IN,
    SIGN_OUT,
    SIGN_UP,
    code_sent,
)

pytestmark = pytest.mark.browser

EMAIL, PHONE = "/tai-khoan/email/", "/tai-khoan/dien-thoai/"
CHANGE, CHOOSE = "/tai-khoan/mat-khau/doi/", "/tai-khoan/mat-khau/dat/"
SMALL = 320


@contextmanager
def examined(page, name: str) -> Iterator[None]:
    """Walk somewhere, and look closely at the page one comes to."""
    yield
    assert faults(page, name) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name


def test_axe_finds_nothing_on_the_way_in_and_inside(open_phone, home, lan):
    page = open_phone(viewport={"width": SMALL, "height": 800})
    for address in (SIGN_IN, SIGN_UP, FORGOT):
        with examined(page, address):
            page.goto(address)
        with examined(page, f"{address} with faults"):
            page.locator("main form button").first.click()
    page.goto(SIGN_UP)
    page.fill("[name=login]", "mai@example.vn")
    with examined(page, "the code of a sign-up"):
        page.locator("main form button").first.click()
    page.goto(SIGN_IN)
    page.fill("[name=login]", LAN)
    page.fill("[name=password]", "sai")
    with examined(page, "a wrong password"):
        page.click("main button[value=password]")
    page.fill("[name=login]", LAN)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[value=password]")
    page.wait_for_url("**/tai-khoan/")
    for address in (PROFILE, SECURITY, DEVICES, CHANGE, SIGN_OUT, EMAIL):
        with examined(page, address):
            page.goto(address)
    with examined(page, PROVE):
        page.click("main button[value=send]")
    page.fill("[name=code]", code_sent())
    with examined(page, EMAIL):
        page.click("main button[value=verify]")
    for address in (PHONE, CHOOSE):
        with examined(page, address):
            page.goto(address)
    page.goto(PHONE)
    page.fill("[name=phone]", "0912 345 678")
    with examined(page, "the code of a telephone"):
        page.locator("main form button").first.click()
    page.goto(EMAIL)
    page.fill("[name=email]", "lan.moi@example.vn")
    with examined(page, "the code of a new address"):
        page.click("main button[name=action_add]")
    with examined(page, "a wrong code"):
        page.click("main button[value=verify]")
    assert page.complaints == []
