"""What the editor's form asks for is asked by every door through which a page goes out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from cms import checks
from cms.checks import what_keeps_it_in
from cms.models import ArticlePage, ConsultationIndexPage, ConsultationPage, FilmPage
from portal.common.moments import today
from tests.cms.bodies import document, every_block
from tests.cms.conftest import new_picture
from tests.cms.pages import a_film, a_form, add, an_album, list_of
from tests.cms.test_checks import drafts_of, publish_together
from tests.cms.test_editors import add as send
from tests.cms.test_editors import edit, typed
from tests.cms.test_film_pages import typed as typed_film
from tests.cms.test_two_pairs_of_eyes import APPROVE
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
NO_TRANSCRIPT = "Toàn bộ lời trong phim, để đọc"
NO_TOPIC = "Chủ đề:"


@pytest.fixture
def film(newsroom, picture) -> FilmPage:
    """A draft that people who cannot hear could not follow."""
    page = a_film(newsroom, picture, transcript="<p></p>", live=False)
    page.save_revision()
    return page


def is_live(page) -> bool:
    return type(page).objects.get(pk=page.pk).live


def approve_from_first_screen(browser, page) -> str:
    """As an approver does who does not open it; what she is told."""
    waiting = page.current_workflow_task_state
    door = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting.pk])
    return browser.post(door, {"next": "/quan-tri/"}, follow=True).content.decode()


def test_a_film_without_its_words_stays_in_among_many(as_person, linh, film):
    assert NO_TRANSCRIPT in publish_together(as_person(linh), film)
    assert not is_live(film)


def test_it_stays_in_by_the_door_of_scripts(as_person, linh, film):
    door = reverse("wagtailadmin_api:pages:action", args=[film.pk, "publish"])
    answer = as_person(linh).post(door)
    assert answer.status_code == 400
    assert NO_TRANSCRIPT in str(answer.json())
    assert not is_live(film)


def test_it_stays_in_when_approved_from_the_first_screen(as_person, linh, newsroom, film):
    newsroom.get_workflow().start(film, None)
    assert NO_TRANSCRIPT in approve_from_first_screen(as_person(linh), film)
    assert not is_live(film)


def test_one_in_which_nobody_speaks_goes_out(as_person, linh, film):
    film.is_wordless = True
    film.save_revision()
    publish_together(as_person(linh), film)
    assert is_live(film)


def test_each_part_of_a_film_is_asked_for_once(film):
    film.file, film.captions = None, document("form.pdf")
    said = what_keeps_it_in(film)
    assert [one.split(":")[0] for one in said] == ["Phim", "Phụ đề", NO_TRANSCRIPT]


def test_a_film_in_a_body_is_asked_for_its_captions(write):
    facts = {"title": "Phim", "file": document("phim.mp4"), "captions": None, "transcript": ""}
    page = write("Xem phim", body=[("video", facts)], live=False)
    [sentence] = what_keeps_it_in(page)
    assert sentence.startswith("Nội dung: ")
    assert "Phụ đề: " in sentence


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (("subheading", "Ai được hỗ trợ?"), "Nội dung: Tiêu đề nhỏ: "),
        (("steps", {"steps": [{"title": "Chụp"}, {"title": ""}]}), "Tiêu đề: "),
        (("table", {"table": {"columns": [], "rows": [], "caption": ""}}), "Bảng: "),
    ],
)
def test_what_is_wrong_inside_a_body_is_told_with_its_place(write, block, place):
    page = write("Hỗ trợ", body=[block], live=False)
    [sentence] = what_keeps_it_in(page.save_revision(clean=False).as_object())
    assert place in sentence
    assert "Validation error" not in sentence


def test_every_block_filled_in_well_goes_out(
    root, write, article, picture, soc_trang_office, categories
):
    chosen = {"procedure": ProcedureFactory(birth=True), "agency": soc_trang_office}
    body = every_block(picture=picture, article=article, **chosen)
    page = write("Đủ loại", body=body, live=False)
    read = page.save_revision().as_object()
    assert what_keeps_it_in(read) == []


def test_a_draft_without_topic_among_ten_keeps_only_itself_in(as_person, linh, write):
    sound = drafts_of(write, *[f"Đèn {number}" for number in range(9)])
    without = write("Chưa rõ", live=False, topic=None)
    without.save_revision(clean=False)
    said = publish_together(as_person(linh), *sound, without)
    assert [is_live(page) for page in [*sound, without]] == [*[True] * 9, False]
    assert "“Chưa rõ” chưa được đăng" in said
    assert NO_TOPIC in said


def test_nor_does_one_that_was_never_saved_as_a_version(as_person, linh, write):
    without = write("Chưa rõ", live=False, topic=None)
    assert NO_TOPIC in publish_together(as_person(linh), without)
    assert not is_live(without)


def test_what_lost_a_field_is_not_approved_from_the_first_screen(as_person, rinh, linh, thu, news):
    send(as_person(rinh), news, **typed(), **{"action-submit": "1"})
    page = ArticlePage.objects.get()
    edit(as_person(linh), page, topic="")
    assert NO_TOPIC in approve_from_first_screen(as_person(thu), page)
    assert not is_live(page)


def test_what_is_whole_is_approved_without_a_word(as_person, rinh, linh, news):
    send(as_person(rinh), news, **typed(), **{"action-submit": "1"})
    page = ArticlePage.objects.get()
    assert NO_TOPIC not in approve_from_first_screen(as_person(linh), page)
    assert is_live(page)


def test_an_outcome_without_words_stays_in(newsroom, as_person, linh):
    closed = {"opens_on": today() - timedelta(days=9), "closes_on": today() - timedelta(days=2)}
    draft = ConsultationPage(title="Dự thảo", outcome_on=today(), live=False, **closed)
    add(list_of(ConsultationIndexPage, newsroom), draft).save_revision(clean=False)
    said = publish_together(as_person(linh), draft)
    assert "Kết quả:" in said
    assert not is_live(draft)


def test_every_picture_of_an_album_is_described_and_there_are_two(home):
    album = an_album(home, [new_picture("mot.jpg"), new_picture("hai.jpg")])
    assert what_keeps_it_in(album) == []
    first = album.entries.first()
    first.alt = ""
    album.entries = [first]
    assert what_keeps_it_in(album) == [
        "Bộ ảnh cần ít nhất hai ảnh.",
        "Ảnh trong bộ: Mô tả: Mục này không được để trống.",
    ]


def test_every_question_of_a_form_asks_something(home, soc_trang_office):
    form = a_form(home, soc_trang_office)
    assert what_keeps_it_in(form) == []
    question = form.form_fields.first()
    question.label = ""
    form.form_fields = [question]
    [said] = what_keeps_it_in(form)
    assert said.endswith("Mục này không được để trống.")


def test_asking_changes_nothing_of_the_page(write):
    page = write("Chưa rõ", live=False, topic=None)
    page.title, page.slug = "  Đèn   sáng ", ""
    before = dict(vars(page))
    assert any(said.startswith(NO_TOPIC) for said in what_keeps_it_in(page))
    assert vars(page) == before


def test_the_form_says_it_once_beside_the_field(as_person, alone, newsroom, film):
    chosen = {"file": film.file_id, "captions": film.captions_id, "poster": film.poster_id}
    form = typed_film(transcript=rich_text(""), **chosen)
    browser, address = as_person(alone), reverse("wagtailadmin_pages:edit", args=[film.pk])
    answer = browser.post(address, form)
    assert set(answer.context["form"].errors) == {"transcript"}
    [sentence] = answer.context["form"].errors["transcript"]
    assert [str(one) for one in answer.context["messages"]].count(sentence) == 0
    assert checks.what_keeps_it_in(film)
    assert sentence not in {check.text for check in checks.checks_of(film)}


def test_the_form_asks_once_more_and_no_oftener(as_person, rinh, linh, news, monkeypatch):
    send(as_person(rinh), news, **typed(), **{"action-submit": "1"})
    page, asked = ArticlePage.objects.get(), []
    monkeypatch.setattr(
        checks, "what_its_form_asks", lambda page: asked.append(page.pk) or iter(())
    )
    edit(as_person(linh), page, **APPROVE)
    assert is_live(page)
    assert asked == [page.pk]
