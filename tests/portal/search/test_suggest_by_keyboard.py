"""In a browser, with the keys: the list under the search box is walked, left and opened again."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from portal.search import index

pytestmark = pytest.mark.browser


@pytest.fixture
def box(open_phone, home):
    """The search box, with “khai s” typed and two titles offered."""
    for code, title in [("1.001193", "Khai sinh"), ("1.004884", "Khai sinh lại")]:
        index.put("procedure", code, title=title, body="", url=f"/thu-tuc/{code}/")
    page = open_phone()
    page.goto(reverse("search:search"))
    box = page.get_by_role("combobox")
    box.press_sequentially("khai s")
    expect(page.get_by_role("option")).to_have_count(2)
    return box


def test_escape_closes_the_list_and_arrow_down_opens_it_again(box):
    page = box.page
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("khai s")

    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    first = page.get_by_role("option", selected=True)
    expect(first).to_contain_text("Khai sinh")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))

    box.press("Enter")
    page.wait_for_url("**/thu-tuc/1.001193/")


def test_after_escape_other_words_are_asked_for_anew(box):
    box.press("Escape")
    box.press_sequentially("inh l")
    box.press("ArrowDown")
    expect(box.page.get_by_role("option")).to_have_count(1)
    expect(box.page.get_by_role("option")).to_contain_text("Khai sinh lại")


def test_without_a_choice_enter_searches_what_was_typed(box):
    box.press("Escape")
    box.press("Enter")
    box.page.wait_for_url("**/tim-kiem/?q=khai+s")
