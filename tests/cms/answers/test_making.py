"""An editor makes a form: within the law, within her agency, and without breaking a promise."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.checks import what_keeps_it_in
from cms.models import FormIndexPage, FormPage
from portal.common.moments import now, today
from tests.cms.answers.conftest import answer
from tests.cms.pages import a_form, list_of

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


def question(label: str = "Bạn tên gì?", kind: str = "singleline", choices: str = "", **more):
    return {"label": label, "help_text": "", "field_type": kind, "choices": choices} | more


def typed(agency, questions=None, initial: int = 0, **facts) -> dict:
    """What the editor's form sends."""
    form = {
        "title": "Lớp dạy dùng điện thoại",
        "slug": "lop-day",
        "introduction": "",
        "agency": agency.pk,
        "opens_at": f"{localtime(now() - ONE_DAY):%d/%m/%Y %H:%M}",
        "closes_at": f"{localtime(now() + 9 * ONE_DAY):%d/%m/%Y %H:%M}",
        "answers_at_most": "",
        "purpose": "Xếp lớp và báo giờ học.",
        "keep_until": f"{today() + 60 * ONE_DAY:%d/%m/%Y}",
        "body": streamfield([]),
        "form_fields": inline_formset(questions or [question()], initial=initial),
        "thanks": "",
        "corrections": inline_formset([]),
        "comments": inline_formset([]),
        "review_by": "",
        "seo_title": "",
        "search_description": "",
    }
    return nested_form_data(form | facts)


@pytest.fixture
def add(newsroom, as_person):
    """`add(alone, agency, …)` the editor's form for a new form, published; the errors on it."""
    parent = list_of(FormIndexPage, newsroom)
    url = reverse("wagtailadmin_pages:add", args=["cms", "formpage", parent.pk])

    def posted(person, agency, action: str = "action-publish", **facts):
        return as_person(person).post(url, typed(agency, **facts) | {action: "1"})

    return posted


def edit(client, page, agency, **facts):
    """Save the form anew, with its question as it stands unless told otherwise."""
    field = page.form_fields.get()
    kept = question(field.label, field.field_type, field.choices, id=field.pk)
    facts.setdefault("questions", [kept])
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = typed(agency, initial=1, **facts) | {"slug": page.slug, "action-publish": "1"}
    return client.post(url, form)


def test_an_editor_makes_a_form_in_one_go(add, alone, soc_trang_office, client):
    questions = [question(), question("Buổi nào?", "radio", "Sáng\nChiều")]
    add(alone, soc_trang_office, questions=questions)
    page = FormPage.objects.get()
    assert page.live
    assert [field.clean_name[:2] for field in page.form_fields.all()] == ["q_", "q_"]
    assert "Buổi nào?" in client.get(page.url).content.decode()


@pytest.mark.parametrize("missing", ["purpose", "keep_until"])
def test_not_even_a_draft_is_without_purpose_and_last_day(add, rinh, soc_trang_office, missing):
    add(rinh, soc_trang_office, action="action-save", **{missing: ""})
    assert not FormPage.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"keep_until": f"{today():%d/%m/%Y}"},
        {"keep_until": f"{today() + 900 * ONE_DAY:%d/%m/%Y}"},
        {"closes_at": f"{localtime(now() - 9 * ONE_DAY):%d/%m/%Y %H:%M}"},
        {"questions": [question("Buổi nào?", "radio", "Sáng")]},
        {"questions": [question("Buổi nào?", "radio", "\n".join(map(str, range(31))))]},
        {"questions": [question("Buổi nào?", "dropdown", f"a\n{'b' * 151}")]},
        {"questions": [question("Gửi tệp", "file")]},
        {"questions": [question("a\x00b")]},
    ],
)
def test_what_makes_no_sense_is_refused(add, alone, soc_trang_office, wrong):
    assert add(alone, soc_trang_office, **wrong).status_code == 200
    assert not FormPage.objects.exists()


def test_a_form_asks_something(form_page):
    assert what_keeps_it_in(form_page(questions=[])) == [
        "Biểu mẫu phải hỏi gì đó: hãy thêm câu hỏi."
    ]


def test_an_editor_asks_for_her_own_agency_only(add, rinh, soc_trang_office, phu_loi_office):
    add(rinh, phu_loi_office, action="action-save")
    assert not FormPage.objects.exists()
    add(rinh, soc_trang_office, action="action-save")
    assert FormPage.objects.exists()


def test_nothing_of_the_form_breaks_before_anybody_answered(form_page, phu_loi_office):
    page = form_page()
    page.agency, page.purpose = phu_loi_office, "Việc khác."
    assert what_keeps_it_in(page) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"purpose": "Gửi quảng cáo."},
        {"keep_until": today() + 61 * ONE_DAY},
        {"agency": "phu_loi"},
    ],
)
def test_what_was_promised_stays(
    newsroom, as_person, alone, soc_trang_office, phu_loi_office, broken
):
    """In the editor's form, and once more before a version saved earlier goes out."""
    page = a_form(newsroom, soc_trang_office)
    answer(page, said={"Bạn tên gì?": "Bà Tư"})
    facts = broken | ({"agency": phu_loi_office} if "agency" in broken else {})
    agency = facts.get("agency", soc_trang_office)
    sent = {
        name: f"{value:%d/%m/%Y}" if name == "keep_until" else value
        for name, value in facts.items()
    }
    sent.pop("agency", None)
    assert edit(as_person(alone), page, agency, **sent).status_code == 200
    for name, value in facts.items():
        setattr(page, name, value)
    assert len(what_keeps_it_in(page)) == 1


def test_an_answered_question_may_be_worded_better_and_no_more(
    newsroom, as_person, alone, soc_trang_office
):
    page, desk = a_form(newsroom, soc_trang_office), as_person(alone)
    answer(page, said={"Bạn tên gì?": "Bà Tư"})
    field = page.form_fields.get()
    for wrong in (
        question(id=field.pk, DELETE="1"),
        question(kind="email", id=field.pk),
    ):
        assert edit(desk, page, soc_trang_office, questions=[wrong]).status_code == 200
    better = question("Họ tên của bạn?", id=field.pk)
    earlier = f"{today() + 30 * ONE_DAY:%d/%m/%Y}"
    edit(desk, page, soc_trang_office, questions=[better], keep_until=earlier)
    page = FormPage.objects.get()
    assert page.form_fields.get().label == "Họ tên của bạn?"
    assert page.form_fields.get().clean_name == field.clean_name
    assert page.keep_until == today() + 30 * ONE_DAY


def test_the_preview_shows_its_questions(newsroom, as_person, rinh, soc_trang_office):
    page = a_form(newsroom, soc_trang_office, opens_at=now() + ONE_DAY)
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert "Bạn tên gì?" in as_person(rinh).get(url).content.decode()


def test_the_database_knows_that_it_ends_after_it_begins(form_page):
    with pytest.raises(ValidationError):
        form_page(closes_at=now() - 9 * ONE_DAY)


def test_a_purpose_of_two_lines_is_the_same_whoever_ends_them(
    newsroom, alone, soc_trang_office, as_person
):
    page = a_form(newsroom, soc_trang_office, purpose="Xếp lớp.\nBáo giờ học.")
    answer(page, said={"Bạn tên gì?": "Bà Tư"})
    same = {"purpose": "Xếp lớp.\r\nBáo giờ học.", "title": "Lớp mới"}
    asked = [question(id=page.form_fields.get().pk)]
    edit(as_person(alone), page, soc_trang_office, questions=asked, **same)
    kept = FormPage.objects.get().get_latest_revision_as_object()
    assert (kept.title, kept.purpose) == ("Lớp mới", page.purpose)
