"""The slip and what its code opens: the code stays out of the address; every page is for all."""

import pytest
from playwright.sync_api import expect

from portal.common.moments import now
from services.reports import actions, ratings
from services.reports.models import Report
from tests.journeys import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def sent(lamp_report):
    """Lan's report, sent this minute and not yet read."""
    Report.objects.filter(pk=lamp_report.pk).update(state="submitted", is_listed=False)
    return lamp_report


@pytest.fixture
def mended(lamp_report, hoa):
    """Hoa says that the lamp is mended."""
    return actions.take_step(lamp_report, "resolve", by=hoa, note="Đã thay bóng đèn.")


def test_scanned_it_fills_in_the_code_and_clears_the_address(open_phone, sent, live_server):
    phone = open_phone()
    asked = []
    phone.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    phone.goto(f"/phan-anh/{sent.reference}/mo/#{sent.claim_code}")
    expect(phone.locator("#id_bi_mat")).to_have_value(sent.claim_code)
    assert phone.url == f"{live_server.url}/phan-anh/{sent.reference}/mo/"
    assert not any(sent.claim_code in said for said in asked)
    phone.locator("main button[type=submit]").click()
    expect(phone).to_have_url(f"{live_server.url}/phan-anh/{sent.reference}/")
    expect(phone.locator("main")).to_contain_text("Đèn đường trước cổng chợ hư ba đêm nay.")
    assert phone.complaints == []


def test_without_scripts_one_types_it(open_phone, sent, live_server):
    phone = open_phone(javascript=False)
    phone.goto(f"/phan-anh/{sent.reference}/mo/#{sent.claim_code}")
    phone.locator("#id_bi_mat").fill(sent.claim_code.lower().replace("-", ""))
    phone.locator("main button[type=submit]").click()
    expect(phone).to_have_url(f"{live_server.url}/phan-anh/{sent.reference}/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-js", "without-js"])
def test_not_done_is_said_from_the_letter(open_phone, mended, javascript):
    phone = open_phone(javascript=javascript)
    phone.goto(ratings.link(mended, ratings.REPORTER))
    phone.locator("input[value=no]").check()
    phone.locator("#id_why").fill("Đèn vẫn tắt.")
    phone.locator("main button[type=submit]").click()
    expect(phone.locator("main")).to_contain_text("Phản ánh đang mở")
    mended.refresh_from_db()
    assert mended.state == "reopened"
    assert phone.complaints == []


def test_axe_finds_nothing_on_what_a_sender_uses(open_phone, sent):
    Report.objects.filter(pk=sent.pk).update(created_at=now())
    found = []
    for width in (360, 1280):
        screen = open_phone(viewport={"width": width, "height": 900})
        come_in(screen, sent)
        for page in ("mo", "sua", "rut", "xoa-du-lieu", "danh-gia"):
            screen.goto(f"/phan-anh/{sent.reference}/{page}/")
            found += faults(screen, f"{page} {width}")
    assert found == []


def test_axe_finds_nothing_where_one_judges(open_phone, mended):
    address = ratings.link(mended, ratings.REPORTER)
    for width in (360, 1280):
        screen = open_phone(viewport={"width": width, "height": 900})
        screen.goto(address)
        assert faults(screen, "to be judged") == []
        screen.locator("main button[type=submit]").click()
        assert faults(screen, "nothing chosen") == []
        screen.locator("input[value=yes]").check()
        screen.locator("main button[type=submit]").click()
        assert faults(screen, "judged") == []
        screen.goto("/phan-anh/danh-gia/khong-co/")
        assert faults(screen, "no such link") == []


def come_in(screen, report) -> None:
    screen.goto(f"/phan-anh/{report.reference}/mo/#{report.claim_code}")
    screen.locator("main button[type=submit]").click()


def faults(screen, name: str) -> list[str]:
    """What axe complains of, and whether the page scrolls sideways."""
    said = axe.faults(screen, name)
    if screen.evaluate("document.documentElement.scrollWidth > innerWidth"):
        said.append(f"{name} scrolls sideways")
    return said
