"""Every screen to which the menu leads and every form of every page, heard for English words."""

import pytest
from playwright.sync_api import Locator, expect
from wagtail.models import Page

from cms.models import HomePage
from cms.models.base import kinds
from cms.setup import make_lists
from tests.cms.conftest import alone, linh, newsroom  # noqa: F401
from tests.hearing import Ears
from tests.journeys.test_an_articles_life import ADMIN, OPTION, at_desk, visited  # noqa: F401

pytestmark = pytest.mark.browser

MENU = f"#wagtail-sidebar a[href^='{ADMIN}']"
ADD = "main a[href*='/add/'], main a[href$='/new/']"
NEW_ROW = "button[id$=-ADD]:visible"
NEW_BLOCK = ".c-sf-add-button:visible"
# An article's life hears every block of a body.
STREAM = "[data-contentpath] > [id$=-root]:not(#body-root, #outcome-root)"
# Rights and the way of approval: the portal sets them up (`cms.newsroom`), technicians may look.
FOR_TECHNICIANS = {f"{ADMIN}groups/new/", f"{ADMIN}workflows/add/"}
MADE_UP = {"tests"}  # Where messages belong that tests alone send.


@pytest.fixture
def shelves(newsroom) -> HomePage:  # noqa: F811
    """Every list, so that there is a place for every kind of page."""
    make_lists(newsroom)
    return newsroom


def open_address(ears: Ears, address: str) -> None:
    assert ears.page.goto(address).ok, address
    visited(ears, address)


def fill_out(ears: Ears) -> None:
    """A row of each list and every block, so that all that a form can ask is asked."""
    page = ears.page
    for add in page.locator(NEW_ROW).all():
        add.click()
    for stream in page.locator(STREAM).all():
        add_every_block(stream)
    ears.hear(f"{page.url}, filled out")


def add_every_block(stream: Locator) -> None:
    options = stream.page.locator(OPTION)
    made = stream.locator("[data-streamfield-child]")
    wanted, done = 1, 0
    while done < wanted:
        stream.locator(NEW_BLOCK).first.click()
        expect(made.or_(options).first).to_be_visible()
        if wanted := options.count():
            options.nth(done).click()
            expect(options).to_have_count(0)
        done += 1


def addresses(ears: Ears, links: str) -> list[str]:
    return sorted({link.get_attribute("href") for link in ears.page.locator(links).all()})


def test_no_screen_of_the_menu_says_an_english_word(at_desk, shelves, alone):  # noqa: F811
    ears = at_desk(alone)
    for address in addresses(ears, MENU):
        open_address(ears, address)
        for form in addresses(ears, ADD):
            if form not in FOR_TECHNICIANS:
                open_address(ears, form)
                fill_out(ears)
    assert ears.english.keys() <= MADE_UP
    assert len(ears.screens) > 60


def test_no_form_says_an_english_word(at_desk, shelves, linh):  # noqa: F811
    ears = at_desk(linh)
    there = list(Page.objects.filter(depth__gt=1).specific())
    for page in there:
        open_address(ears, f"{ADMIN}pages/{page.pk}/edit/")
        fill_out(ears)
    made = set()
    for kind in kinds():
        for parent in there:
            if kind not in made and kind in parent.creatable_subpage_models():
                open_address(ears, f"{ADMIN}pages/add/cms/{kind.__name__.lower()}/{parent.pk}/")
                fill_out(ears)
                made.add(kind)
    assert ears.english == {}
    assert {type(page) for page in there} | made == set(kinds())
