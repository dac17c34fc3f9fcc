"""An editor who reads only Vietnamese meets no English word."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from cms.actions import send_comment
from cms.models import (
    Alert,
    ConsultationIndexPage,
    EventIndexPage,
    LegalDocumentIndexPage,
    QuestionIndexPage,
)
from portal.accounts.actions import join
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.cms.pages import a_consultation, list_of
from tests.people import person

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(actions?|active|add|added|all|and|approve|back|cancel|choose|close|collections?|comments?"
    r"|content|copy|create|created|dashboard|date|delete|draft|edit|editing|editors?|explore|false"
    r"|filter|from|groups?|help|history|home|images?|live|log out|moderators?|more|name|new|next"
    r"|none|open|pages?|password|pages?|preview|previous|privacy|profile|publish|reports?|role"
    r"|root|save|search|select|settings?|show|sign|site|slug|sort|status|submit|the|this|title"
    r"|toggle|true|type|unpublish|update|updated|upload|usage|users?|view|welcome|with|workflows?"
    r"|yes|you|your)\b",
    re.IGNORECASE,
)
COUNTER = "data-side-panel-toggle-counter"  # Says None as long as it is hidden.
SPOKEN = {"aria-label", "title", "placeholder", "alt"}
EDITORS_SCREENS = [
    "/quan-tri/",
    "/quan-tri/pages/{news}/",
    "/quan-tri/pages/{news}/add_subpage/",
    "/quan-tri/pages/add/cms/articlepage/{news}/",
    "/quan-tri/pages/{article}/edit/",
    "/quan-tri/pages/{article}/history/",
    "/quan-tri/pages/{article}/workflow_history/",
    "/quan-tri/pages/{article}/copy/",
    "/quan-tri/translation/submit/page/{article}/",
    "/quan-tri/ban-dich/",
    "/quan-tri/pages/{news}/?q=den",
    "/quan-tri/images/",
    "/quan-tri/images/add/",
    "/quan-tri/documents/",
    "/quan-tri/documents/chooser/",
    "/quan-tri/images/chooser/",
    "/quan-tri/can-xem-lai/",
    "/quan-tri/ban-tin/",
    "/quan-tri/forms/",
    "/quan-tri/account/",
    "/quan-tri/snippets/procedures/procedure/",
]
PUBLISHERS_SCREENS = [
    "/quan-tri/",
    "/quan-tri/pages/{article}/edit/",
    "/quan-tri/pages/{article}/unpublish/",
    "/quan-tri/pages/{article}/move/",
    "/quan-tri/bulk/wagtailcore/page/publish/?id={article}",
    "/quan-tri/bulk/wagtailcore/page/unpublish/?id={article}",
    "/quan-tri/bulk/wagtailcore/page/move/?id={article}",
    "/quan-tri/bulk/wagtailcore/page/delete/?id={article}",
    "/quan-tri/redirects/",
    "/quan-tri/redirects/add/",
    "/quan-tri/lien-ket-hong/",
    "/quan-tri/dia-chi-khong-thay/",
    "/quan-tri/ban-dich/",
    "/quan-tri/snippets/cms/alert/",
    "/quan-tri/snippets/cms/alert/add/",
    "/quan-tri/snippets/cms/alert/edit/{alert}/",
    "/quan-tri/snippets/cms/alert/inspect/{alert}/",
    "/quan-tri/snippets/cms/alert/publish/{alert}/",
    "/quan-tri/snippets/cms/alert/delete/{alert}/",
    "/quan-tri/pages/add/cms/legaldocumentpage/{documents}/",
    "/quan-tri/pages/add/cms/eventpage/{events}/",
    "/quan-tri/pages/add/cms/consultationpage/{consultations}/",
    "/quan-tri/pages/add/cms/questionpage/{questions}/",
    "/quan-tri/gop-y-du-thao/",
    "/quan-tri/gop-y-du-thao/edit/{comment}/",
    "/quan-tri/nguoi-phu-trach/",
    "/quan-tri/nguoi-phu-trach/new/",
]
LISTS = {
    "documents": LegalDocumentIndexPage,
    "events": EventIndexPage,
    "consultations": ConsultationIndexPage,
    "questions": QuestionIndexPage,
}
ADMINISTRATORS_SCREENS = [
    "/quan-tri/",
    "/quan-tri/pages/",
    "/quan-tri/users/",
    "/quan-tri/users/new/",
    "/quan-tri/users/edit/{person}/",
    "/quan-tri/membership/",
    "/quan-tri/membership/new/",
    "/quan-tri/agency/",
    "/quan-tri/agency/new/",
    "/quan-tri/workflows/list/",
]


class Words(HTMLParser):
    """Collects what a page says, aloud or on the screen."""

    def __init__(self):
        super().__init__()
        self.said: list[str] = []
        self.hidden_in = ""

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "style", "svg"} or COUNTER in dict(attrs):
            self.hidden_in = tag
        said = {name: value for name, value in attrs if name in SPOKEN}
        if tag == "input" and dict(attrs).get("type") in {"submit", "button"}:
            said["value"] = dict(attrs).get("value")
        self.said += [value for value in said.values() if value]

    def handle_endtag(self, tag):
        if tag == self.hidden_in:
            self.hidden_in = ""

    def handle_data(self, data):
        if not self.hidden_in and data.strip():
            self.said.append(data.strip())


def english_in(page: str) -> list[str]:
    words = Words()
    words.feed(page)
    return [said for said in words.said if ENGLISH.search(without_addresses(said))]


def without_addresses(said: str) -> str:
    """Addresses are no words: http://domain.com/ and lan@example.vn."""
    return re.sub(r"\S+[@/]\S+", "", said).replace("English", "")


@pytest.fixture
def numbers(home, news, article, linh, rinh) -> dict[str, int]:
    """What stands for the names in the addresses."""
    alert = Alert.objects.create(title="Triều cường")
    comment = send_comment(a_consultation(home), text="Nên rõ hơn.")
    rows = {"news": news, "article": article, "person": rinh, "alert": alert, "comment": comment}
    rows |= {name: list_of(kind, home) for name, kind in LISTS.items()}
    return {name: row.pk for name, row in rows.items()}


@pytest.fixture
def na(soc_trang_office, newsroom) -> User:
    """Na administers."""
    administrator = person("na@example.vn", "Thạch Na")
    join(administrator, soc_trang_office, Role.ADMINISTRATOR)
    return administrator


def english_met(browser: Client, screens: list[str], numbers: dict[str, int]) -> dict[str, list]:
    """The screens with English on them, and what they say."""
    met = {}
    for screen in screens:
        answer = browser.get(screen.format(**numbers), follow=True)
        assert answer.status_code == 200, screen
        met[screen] = english_in(shown(answer))
    return {screen: said for screen, said in met.items() if said}


def shown(answer) -> str:
    """What is read of an answer; a chooser's comes inside JSON."""
    is_json = answer["Content-Type"].startswith("application/json")
    return answer.json()["html"] if is_json else answer.content.decode()


def test_an_editors_screens_speak_vietnamese(as_person, rinh, numbers):
    assert english_met(as_person(rinh), EDITORS_SCREENS, numbers) == {}


def test_a_publishers_screens_speak_vietnamese(as_person, linh, numbers):
    assert english_met(as_person(linh), PUBLISHERS_SCREENS, numbers) == {}


def test_an_administrators_screens_speak_vietnamese(as_person, na, numbers):
    assert english_met(as_person(na), ADMINISTRATORS_SCREENS, numbers) == {}


def test_the_menu_of_the_newsroom(as_person, rinh, news):
    menu = as_person(rinh).get(reverse("wagtailadmin_home")).content.decode()
    for word in ["Viết bài mới", "Tất cả bài viết"]:
        assert word in menu
    assert "Đăng thông báo cho người dân" not in menu
