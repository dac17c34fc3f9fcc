"""The officers' desk, one screen after the other: axe finds nothing, none scrolls sideways."""

import pytest
from playwright.sync_api import TimeoutError, expect

from services.reports.block_links import appeal_path
from services.reports.models import StandardText
from tests.journeys.axe import faults_as_it_is
from tests.journeys.test_a_call import come_in
from tests.services.reports.asking import power_company
from tests.services.reports.factories import ReportFactory
from tests.services.reports.ruling import rule, team_of
from tests.services.reports.test_block import block

pytestmark = pytest.mark.browser

DESK = "/quan-tri/phan-anh/"
WIDTHS = (360, 1280)


@pytest.fixture
def desk(home, categories, soc_trang_office, hoa, ha):
    """Every address of the desk that a coordinator opens, by name, with something on it."""
    report = ReportFactory(in_progress=True, with_photos=True, contact_email="lan@example.vn")
    page, photo = f"{DESK}{report.reference}/", report.photos.first().position
    text = StandardText.objects.create(name="Hẹn ngày", body="Chúng tôi trả lời {due}.")
    off, team = rule(is_on=False), team_of(soc_trang_office)
    return {
        "queue": DESK,
        "empty queue": f"{DESK}?q=khong-co-gi",
        "keep a filter": f"{DESK}bo-loc/?view=overdue",
        "figures": f"{DESK}so-lieu/",
        "enter": f"{DESK}nhap/",
        "report": page,
        "merge": f"{page}gop/",
        "split": f"{page}chia/",
        "blur": f"{page}anh/{photo}/lam-mo/",
        "chosen rows": f"/quan-tri/bulk/reports/report/assign/?id={report.pk}&next={DESK}",
        "field": "/quan-tri/thuc-dia/?xem=co-quan",
        "field report": f"/quan-tri/thuc-dia/{report.reference}/",
        "blocks": "/quan-tri/nguoi-gui-bi-chan/",
        "texts": "/quan-tri/mau-van-ban/",
        "text": f"/quan-tri/mau-van-ban/{text.pk}/",
        "rules": "/quan-tri/quy-tac-chuyen/",
        "rule": f"/quan-tri/quy-tac-chuyen/inspect/{off.pk}/",
        "edit a rule": f"/quan-tri/quy-tac-chuyen/edit/{off.pk}/",
        "trial": f"/quan-tri/quy-tac-chuyen/trial/{off.pk}/",
        "teams": "/quan-tri/to/",
        "team": f"/quan-tri/to/edit/{team.pk}/",
        "partners": "/quan-tri/don-vi-phoi-hop/",
        "partner": f"/quan-tri/don-vi-phoi-hop/edit/{power_company().pk}/",
        "nothing": f"{DESK}PA-AAAA-AA/",
        "appeal": appeal_path(block(ReportFactory(contact_email="minh@example.vn"), ha)),
    }


def faults(page, name: str) -> list[str]:
    said = faults_as_it_is(page, name)
    return said + [f"{name} is too wide at {width}" for width in WIDTHS if not fits(page, width)]


def fits(page, width: int) -> bool:
    """Whether it is no wider than this, once Wagtail has moved its columns."""
    page.set_viewport_size({"width": width, "height": 800})
    try:
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth", timeout=3000)
    except TimeoutError:
        return False
    return True


def test_every_screen_is_for_everyone(open_phone, desk, ha):
    page = open_phone()
    come_in(page, ha)
    found = []
    for name, address in desk.items():
        page.goto(address)
        found += faults(page, name)
    assert found == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with-js", "without-js"])
def test_what_is_wrong_far_down_the_page_is_what_one_sees(open_phone, desk, hoa, javascript):
    page = open_phone(javascript=javascript)
    come_in(page, hoa)
    page.goto(desk["report"])
    page.locator("summary", has_text="Tạm dừng thời hạn").click()
    page.locator("details[open] button", has_text="Tạm dừng thời hạn").click()
    expect(page.locator("#loi .error-message").first).to_be_in_viewport()
