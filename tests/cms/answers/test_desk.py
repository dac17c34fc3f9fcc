"""Editors of the agency read, count, take along and erase answers; nobody else comes near."""

import csv
import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from cms.answers import export
from cms.models import FormAnswer, FormPage
from tests.cms.answers.conftest import answer
from tests.cms.test_newsroom_words import english_in
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
RUNS = ["=1+1", "+1", "-1", "@x", "\t=1", "＝1+1"]
QUESTIONS = [
    ("Bạn tên gì?", "singleline", {}),
    ("Buổi nào?", "radio", {"choices": "Sáng\nChiều"}),
    ("Bạn có máy gì?", "checkboxes", {"choices": "Điện thoại\nMáy tính"}),
    ("Nhà có mấy người?", "number", {}),
    ("Ngày nào bạn rảnh?", "date", {}),
]
SAID = {
    "Bạn tên gì?": "Bà Tư",
    "Buổi nào?": "Sáng",
    "Bạn có máy gì?": ["Điện thoại", "Máy tính"],
    "Nhà có mấy người?": "-3",
    "Ngày nào bạn rảnh?": "2026-11-27",
}


@pytest.fixture
def page(newsroom, form_page):
    return form_page(questions=QUESTIONS)


def address(name: str, page, *more, **asked) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(name, args=[page.pk, *more]) + (f"?{query}" if query else "")


def rows_of_csv(desk, page) -> list[list[str]]:
    file = desk.get(address("form_answers", page, export="csv"))
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def book(desk, page) -> tuple[list, io.BytesIO]:
    file = desk.get(address("form_answers", page, export="xlsx"))
    body = io.BytesIO(b"".join(file.streaming_content))
    return list(load_workbook(body).active.iter_rows()), body


def test_rinh_reads_what_was_answered(as_person, rinh, page):
    one = answer(page, said=SAID)
    desk = as_person(rinh)
    assert page.title in desk.get("/quan-tri/forms/").content.decode()
    listed = desk.get(address("form_answers", page)).content.decode()
    assert "Sáng" in listed
    assert "Bà Tư" not in listed  # Words stand on the answer's own page only.
    shown = desk.get(address("form_answer", page, one.pk)).content.decode()
    for said in ("Bà Tư", "Điện thoại; Máy tính", "-3", "27/11/2026"):
        assert said in shown


def test_what_was_typed_is_words_also_at_the_desk(as_person, rinh, page):
    code = "<script>alert(1)</script>"
    one = answer(page, said={"Bạn tên gì?": code, "Buổi nào?": code})
    for url in (
        address("form_answers", page),
        address("form_answer", page, one.pk),
        address("form_answers_tally", page),
    ):
        assert code not in as_person(rinh).get(url).content.decode()


def test_an_editor_elsewhere_finds_nothing(as_person, tuyen, hoa, page):
    one = answer(page, said=SAID)
    for person in (tuyen, hoa):
        desk = as_person(person)
        addresses = [
            *(address(name, page) for name in ("form_answers", "form_answers_results")),
            address("form_answers", page, export="csv"),
            address("form_answers_tally", page),
            address("form_answer", page, one.pk),
            address("form_answers_delete", page, **{"selected-submissions": one.pk}),
        ]
        assert {desk.get(url).status_code for url in addresses} == {404}
        assert desk.post(addresses[-1]).status_code == 404
    assert page.title not in as_person(tuyen).get("/quan-tri/forms/").content.decode()
    assert FormAnswer.objects.count() == 1


def test_an_answer_stands_under_its_own_form_only(as_person, rinh, page, form_page):
    one = answer(form_page("Khác"), said={"Bạn tên gì?": "Bà Tư"})
    desk = as_person(rinh)
    assert desk.get(address("form_answer", page, one.pk)).status_code == 404
    desk.post(address("form_answers_delete", page, **{"selected-submissions": one.pk}))
    assert FormAnswer.objects.count() == 1


def test_answers_are_erased_after_a_question_and_that_is_remembered(as_person, rinh, page):
    one = answer(page, said=SAID)
    answer(page, said=SAID)
    desk = as_person(rinh)
    url = address("form_answers_delete", page, **{"selected-submissions": one.pk})
    assert "Xóa hẳn 1 câu trả lời?" in desk.get(url).content.decode()
    assert FormAnswer.objects.count() == 2
    desk.post(url)
    assert FormAnswer.objects.count() == 1
    entry = PageLogEntry.objects.get(action="cms.erase_answers")
    assert (entry.user, entry.data["count"]) == (rinh, 1)


@pytest.mark.parametrize("chosen", ["", "x", "9" * 40, "٣"])
def test_nonsense_erases_nothing(as_person, rinh, page, chosen):
    answer(page, said=SAID)
    url = address("form_answers_delete", page, **{"selected-submissions": chosen})
    assert as_person(rinh).get(url).status_code == 200
    as_person(rinh).post(url)
    assert FormAnswer.objects.count() == 1


def test_choices_are_added_up(as_person, rinh, page):
    answer(page, said=SAID)
    answer(page, said={"Bạn có máy gì?": ["Điện thoại"]})
    shown = as_person(rinh).get(address("form_answers_tally", page))
    by_label = {one.label: one for one in shown.context["tallies"]}
    assert list(by_label) == ["Buổi nào?", "Bạn có máy gì?"]
    machines = [(bar.label, bar.value, bar.share) for bar in by_label["Bạn có máy gì?"].bars]
    assert machines == [("Điện thoại", 2, 100), ("Máy tính", 1, 50)]
    assert [bar.value for bar in by_label["Buổi nào?"].bars] == [1, 0]


def test_both_files_hold_every_answer_and_who_took_them_is_remembered(as_person, rinh, page):
    answer(page, said=SAID)
    desk = as_person(rinh)
    head, row = rows_of_csv(desk, page)
    assert head[1:] == [label for label, _kind, _facts in QUESTIONS]
    assert row[1:] == ["Bà Tư", "Sáng", "Điện thoại; Máy tính", "-3", "2026-11-27"]
    cells, _body = book(desk, page)
    assert [cell.value for cell in cells[1]][1:5] == ["Bà Tư", "Sáng", "Điện thoại; Máy tính", -3]
    taken = PageLogEntry.objects.filter(action="cms.export_answers")
    assert [(one.user, one.data["count"]) for one in taken] == [(rinh, 1)] * 2
    assert "Bà Tư" not in str([one.data for one in taken])


def test_no_cell_begins_a_formula(as_person, rinh, form_page):
    page = form_page(questions=[(words, "singleline", {}) for words in RUNS])
    answer(page, said={field.label: field.label for field in page.form_fields.all()})
    desk = as_person(rinh)
    starts = ("=", "+", "-", "@", "\t", "＝")
    assert not any(cell.startswith(starts) for row in rows_of_csv(desk, page) for cell in row)
    _cells, body = book(desk, page)
    with zipfile.ZipFile(body) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_a_file_has_an_end_and_says_so(as_person, rinh, page, monkeypatch):
    monkeypatch.setattr(export, "MOST", 2)
    for _ in range(3):
        answer(page, said=SAID)
    *rows, last = rows_of_csv(as_person(rinh), page)
    assert len(rows) == 3
    assert last[0].startswith("Tệp này chỉ có 2 dòng đầu")


def test_whoever_takes_or_erases_confirms_that_it_is_she(as_person, rinh, page, settings):
    settings.STAFF_STEP_UP, settings.STAFF_SECOND_FACTOR = True, False
    one, desk = answer(page, said=SAID), as_person(rinh)
    for url in (
        address("form_answers", page, export="csv"),
        address("form_answers_delete", page, **{"selected-submissions": one.pk}),
    ):
        asked = desk.get(url)
        assert asked.url.startswith("/tai-khoan/xac-nhan-lai/")
    desk.post(asked.url, {"password": PASSWORD})
    assert desk.get(url).status_code == 200


def test_days_narrow_the_list_and_many_answers_cost_no_more(
    as_person, rinh, page, django_assert_max_num_queries
):
    for _ in range(12):
        answer(page, said=SAID)
    desk = as_person(rinh)
    assert len(desk.get(address("form_answers", page)).context["rows"]) == 12
    old = address("form_answers", page, date_to="2020-01-01")
    assert desk.get(old).context["rows"] == []
    with django_assert_max_num_queries(40):
        desk.get(address("form_answers", page))
    with django_assert_max_num_queries(30):
        desk.get(address("form_answers_tally", page))


def test_no_english_word_is_on_the_screens(as_person, rinh, page):
    one = answer(page, said=SAID)
    screens = [
        "/quan-tri/forms/",
        address("form_answers", page),
        address("form_answer", page, one.pk),
        address("form_answers_tally", page),
        address("form_answers_delete", page, **{"selected-submissions": one.pk}),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    desk = as_person(rinh)
    said = {url: english_in(desk.get(url).content.decode()) for url in screens}
    assert [words for words in said.items() if words[1]] == []


def test_no_page_is_deleted_over_the_heads_of_who_answered(as_person, linh, page):
    one = answer(page, said=SAID)
    desk = as_person(linh)
    ways = [
        reverse("wagtailadmin_pages:delete", args=[page.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}",
    ]
    for way in ways:
        said = desk.post(way, follow=True).content.decode()
        assert "Đã có người trả lời" in said, way
    script = reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"])
    assert "Đã có người trả lời" in str(desk.post(script).json())
    assert FormAnswer.objects.get() == one
    one.delete()
    desk.post(ways[0])
    assert not FormPage.objects.exists()
