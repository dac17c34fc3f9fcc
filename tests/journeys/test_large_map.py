"""The large map of the list: by keyboard, in words, and without it nothing is missing."""

import re

import pytest
from playwright.sync_api import expect

from services.reports import tallies
from tests.journeys.axe import faults
from tests.services.reports.factories import ReportFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def reported(soc_trang):
    """Two reports at one corner, and one a street away."""
    ReportFactory.create_batch(2, received=True)
    far = ReportFactory(resolved=True, lat=9.66, lon=106.05)
    tallies.count_all()
    return far


@pytest.fixture
def map_of(open_phone, reported):
    """The list with its large map open, on a phone."""
    page = open_phone()
    page.goto("/phan-anh/")
    page.get_by_role("button", name="Mở bản đồ lớn").press("Enter")
    return page


def test_the_communes_are_named_and_lead_to_their_list_by_keyboard(map_of):
    mark = map_of.get_by_role("button", name="Phường Sóc Trăng: 3")
    mark.focus()
    map_of.keyboard.press("Enter")
    link = map_of.get_by_role("link", name="Xem các phản ánh này")
    expect(link).to_be_focused()
    map_of.keyboard.press("Enter")
    expect(map_of).to_have_url(re.compile(r"/phan-anh/\?commune=31507$"))
    assert map_of.complaints == []


def test_nearer_each_report_stands_where_it_is(map_of, reported):
    for _step in range(5):
        map_of.get_by_role("button", name="Phóng to").press("Enter")
    marks = map_of.locator(".list-map__mark")
    expect(marks.first).to_be_visible()
    assert map_of.complaints == []


def test_axe_finds_nothing_on_it(open_phone, reported):
    page = open_phone(reduced_motion="reduce")  # Nothing is half faded in.
    page.goto("/phan-anh/")
    page.get_by_role("button", name="Mở bản đồ lớn").click()
    page.get_by_role("button", name="Phường Sóc Trăng: 3").click()
    expect(page.get_by_role("link", name="Xem các phản ánh này")).to_be_visible()
    assert faults(page) == []


def test_without_scripts_nobody_is_offered_what_does_not_open(open_phone, reported):
    page = open_phone(javascript=False)
    page.goto("/phan-anh/")
    expect(page.get_by_role("button", name="Mở bản đồ lớn")).to_be_hidden()
    expect(page.get_by_role("link", name="Phường Sóc Trăng: 3")).to_be_visible()
