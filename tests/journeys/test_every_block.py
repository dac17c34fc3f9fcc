"""Every block with hostile words: quiet, accessible, wide enough for a phone, whole without JS."""

import pytest

from cms.models import ArticlePage
from tests.cms.bodies import CODE, KHMER, LONG, RIGHT_TO_LEFT, emptied, every_block
from tests.cms.conftest import add, new_picture
from tests.journeys.axe import faults
from tests.services.procedures.factories import ProcedureFactory
from tests.site import topic_called

pytestmark = pytest.mark.browser
WORDS = {"long": LONG, "Khmer": KHMER, "right to left": RIGHT_TO_LEFT, "code": CODE}


@pytest.fixture
def pages(news, article, soc_trang_office, categories):
    """An article with every block for each kind of words, and one with nothing in any."""
    facts = {
        "picture": new_picture(),
        "procedure": ProcedureFactory(birth=True),
        "agency": soc_trang_office,
        "article": article,
    }
    bodies = {name: every_block(**facts, words=words) for name, words in WORDS.items()}
    bodies["empty"] = emptied()
    return {name: written(news, name, body) for name, body in bodies.items()}


def written(news, name: str, body) -> str:
    topic = topic_called("chuyen-doi-so")
    return add(news, ArticlePage(title=name, body=body, topic=topic)).url


def test_axe_finds_nothing_and_none_scrolls_sideways(open_phone, pages):
    page, found = open_phone(), []
    for name, address in pages.items():
        page.goto(address)
        found += faults(page, name)
        for width in (320, 1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{name} is too wide at {width}: {page.evaluate(WIDEST)}")
    assert found == []
    assert page.complaints == []


WIDEST = """[...document.querySelectorAll("main *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest(".scroller"))
    .map((one) => one.tagName + "." + one.className).slice(0, 4).join(" ")"""


def test_all_of_it_is_there_without_a_script(open_phone, pages):
    page = open_phone(javascript=False)
    page.goto(pages["Khmer"])
    for question in page.locator(".unfold > summary").all():
        question.click()
    assert page.locator(".unfold__body:visible").count() == page.locator(".unfold").count()
    assert page.locator("video[controls] > track[kind=captions]").count() == 1
    assert page.get_by_text("YouTube").first.is_visible()


def test_a_film_elsewhere_waits_for_a_press(open_phone, pages):
    page = open_phone()
    asked = []
    page.route("https://**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(pages["Khmer"], wait_until="load")
    assert asked == []
    page.locator("[data-play]").click()
    page.wait_for_selector("iframe")
    page.wait_for_function("document.activeElement.tagName === 'IFRAME'")
    assert page.locator("iframe").get_attribute("src").startswith("https://www.youtube-nocookie.")
    assert not [said for said in page.complaints if "Content Security Policy" in said]
