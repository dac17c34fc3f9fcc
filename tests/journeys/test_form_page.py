"""A form with every kind of question and hostile words: accessible, and sent from a phone."""

import pytest

from cms.models import FormAnswer
from tests.cms.answers.conftest import EVERY_KIND
from tests.cms.bodies import CODE, KHMER, LONG, RIGHT_TO_LEFT
from tests.cms.pages import a_form
from tests.journeys.axe import faults_as_it_is

pytestmark = pytest.mark.browser
WORDS = "\n".join([LONG[:150], KHMER[:150], RIGHT_TO_LEFT[:150], CODE[:150]])
HOSTILE = [
    (LONG[:255], "radio", {"choices": WORDS}),
    (RIGHT_TO_LEFT[:255], "checkboxes", {"choices": WORDS, "help_text": CODE[:255]}),
    (KHMER[:255], "dropdown", {"choices": WORDS}),
    (CODE[:255], "checkbox", {}),
]


@pytest.fixture
def page_to_answer(home, soc_trang_office):
    return a_form(home, soc_trang_office, questions=[*EVERY_KIND, *HOSTILE])


def wrong_with(page) -> list[str]:
    found = faults_as_it_is(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    return found


def test_every_kind_of_question_is_accessible_also_when_it_is_refused(open_phone, page_to_answer):
    for width in (320, 1280):
        page = open_phone(viewport={"width": width, "height": 800})
        page.goto(page_to_answer.url)
        assert wrong_with(page) + page.complaints == []
        page.locator("form[data-once] button").click()
        page.wait_for_selector(".govuk-error-summary")
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
        assert wrong_with(page) == []


def test_it_is_sent_without_javascript(open_phone, page_to_answer):
    page = open_phone(javascript=False)
    page.goto(page_to_answer.url)
    page.get_by_label("Bạn tên gì?").fill("Bà Tư")
    page.get_by_label("Sáng").check()
    page.locator("input[name=opened]").evaluate("box => box.value = ''")
    page.locator("form[data-once] button").click()
    page.wait_for_url("**/da-gui/")
    assert FormAnswer.objects.count() == 1
