"""The sections of the home page stand as its editors arrange them."""

import pytest

from cms.models import ProgrammeIndexPage, ProgrammePage
from tests.cms.conftest import add

pytestmark = pytest.mark.django_db
USUAL = ["figures", "reports", "life_events", "news", "hotline"]


@pytest.fixture
def arrange(home):
    def arranged(*sections) -> None:
        home.sections = list(sections)
        home.save_revision().publish()

    return arranged


@pytest.fixture
def programme(home):
    index = home.add_child(instance=ProgrammeIndexPage(title="Chương trình", slug="chuong-trinh"))
    return add(index, ProgrammePage(title="Nghị quyết 07", introduction="Làm tới đâu"))


def kinds(client) -> list[str]:
    return [section.kind for section in client.get("/").context["sections"]]


def test_until_somebody_arranges_them_they_stand_as_usual(client, home):
    assert kinds(client) == USUAL


def test_they_stand_in_the_order_chosen_and_the_others_are_gone(client, arrange, write):
    write("Đèn sáng")
    arrange(("news", None), ("reports", None))
    page = client.get("/").content.decode()
    assert page.index('id="news"') < page.index('id="latest"')
    assert 'id="call"' not in page
    assert "Bạn cần gì hôm nay?" in page


def test_words_of_our_own_are_words_not_code(client, arrange):
    nasty = "<script>alert(1)</script>"
    arrange(("words", {"title": nasty, "text": "<p>Chào bà con</p>"}))
    page = client.get("/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "Chào bà con" in page


def test_a_programme_is_put_forward(client, arrange, programme):
    arrange(("programme", {"programme": programme}))
    page = client.get("/").content.decode()
    assert f'class="button" href="{programme.url}"' in page
    assert "Làm tới đâu" in page


def test_one_that_was_withdrawn_is_not_shown_by_its_title(client, arrange, programme):
    arrange(("programme", {"programme": programme}))
    programme.unpublish()
    assert "Nghị quyết 07" not in client.get("/").content.decode()


def test_rinh_finds_them_in_the_editor(rinh, newsroom, as_person):
    page = as_person(rinh).get(f"/quan-tri/pages/{newsroom.pk}/edit/").content.decode()
    assert "sections" in page
