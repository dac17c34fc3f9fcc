"""A resident answers a form of an editor: without an account, without JavaScript, once."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.answers import serving
from cms.answers.fields import LONGEST_LINE, LONGEST_TEXT, as_machines_write
from cms.models import FormAnswer, FormField, FormIndexPage, FormPage
from cms.models.form_answers import AnswerContact
from cms.setup import load_site
from portal.common.moments import now
from portal.search.find import search
from tests.cms.answers.conftest import EVERY_KIND, name_of, post
from tests.cms.pages import in_english, list_of

pytestmark = pytest.mark.django_db
LIST = "/khao-sat/"
ONE_DAY = timedelta(days=1)
CLOSED = {"closes_at": now() - ONE_DAY}
UPCOMING = {"opens_at": now() + ONE_DAY}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "a" * LONGEST_LINE,
    "ខ្មែរ កម្ពុជា",
    "مرحبا بالعالم",
    "%s %(label)s %",
    "😀🏽",
]
EVERYTHING = {
    "Bạn tên gì?": "  Bà   Tư ",
    "Bạn muốn học gì?": "Gọi cho con.\r\n\r\n\r\nXem ảnh cháu.",
    "Thư điện tử": "Tu@example.vn",
    "Số điện thoại": "0912 345 678",
    "Nhà có mấy người?": "1.234,5",
    "Ngày nào bạn rảnh?": "27/11/2026",
    "Buổi nào?": "Sáng",
    "Bạn có máy gì?": ["Điện thoại", "Máy tính", "Điện thoại"],
    "Bạn biết tin từ đâu?": "Zalo",
    "Tôi đồng ý được gọi lại": "on",
    "Bạn ở phường, xã nào?": "phuong soc trang",
}


def said_to(page: FormPage) -> dict:
    """The only answer, by the words of its questions."""
    said = page.answers.get().said
    return {
        one.label: said[one.clean_name] for one in page.form_fields.all() if one.clean_name in said
    }


def test_every_kind_of_question_is_asked_and_answered(client, every_kind):
    page = client.get(every_kind.url)
    shown = page.content.decode()
    assert all(label in shown for label, _kind, _facts in EVERY_KIND)
    assert "csrfmiddlewaretoken" in shown
    sent = post(client, every_kind, EVERYTHING)
    assert sent.context is None, sent.context["form"].errors
    assert (sent.status_code, sent.url) == (302, f"{every_kind.url}da-gui/")
    assert said_to(every_kind) == {
        "Bạn tên gì?": "Bà Tư",
        "Bạn muốn học gì?": "Gọi cho con.\n\nXem ảnh cháu.",
        "Thư điện tử": "Tu@example.vn",
        "Số điện thoại": "+84912345678",
        "Nhà có mấy người?": "1234.5",
        "Ngày nào bạn rảnh?": "2026-11-27",
        "Buổi nào?": "Sáng",
        "Bạn có máy gì?": ["Điện thoại", "Máy tính"],
        "Bạn biết tin từ đâu?": "Zalo",
        "Tôi đồng ý được gọi lại": True,
        "Bạn ở phường, xã nào?": "Phường Sóc Trăng",
    }


def test_what_is_left_empty_is_not_kept_and_zero_is_an_answer(client, every_kind):
    post(client, every_kind, {"Bạn tên gì?": "Bà Tư", "Nhà có mấy người?": "0"})
    assert said_to(every_kind) == {"Bạn tên gì?": "Bà Tư", "Nhà có mấy người?": "0"}


def test_an_empty_sheet_is_no_answer(client, form_page):
    page = form_page(questions=[("Bạn thấy sao?", "multiline", {})])
    answer = post(client, page, {"Bạn thấy sao?": "  "})
    assert answer.status_code == 422
    assert "Bạn chưa trả lời câu nào" in answer.content.decode()
    assert not FormAnswer.objects.exists()


def test_the_thank_you_page_says_what_the_editor_says(client, form_page):
    page = form_page(thanks="Chúng tôi gọi bạn trước ngày học.")
    shown = client.get(post(client, page).url).content.decode()
    assert "Chúng tôi gọi bạn trước ngày học." in shown
    assert "Bà Tư" not in shown


@pytest.mark.parametrize(
    ("label", "wrong"),
    [
        ("Bạn tên gì?", ""),
        ("Bạn tên gì?", "a" * (LONGEST_LINE + 1)),
        ("Bạn tên gì?", "a\x00b"),
        ("Bạn muốn học gì?", "a" * (LONGEST_TEXT + 1)),
        ("Thư điện tử", "tu@"),
        ("Số điện thoại", "12"),
        ("Nhà có mấy người?", "1e999"),
        ("Nhà có mấy người?", "NaN"),
        ("Ngày nào bạn rảnh?", "31/02/2026"),
        ("Ngày nào bạn rảnh?", "0001-01-01"),
        ("Buổi nào?", "<b>Khuya</b>"),
        ("Bạn có máy gì?", ["Điện thoại", "Máy bay"]),
        ("Bạn biết tin từ đâu?", "a\x00"),
        ("Bạn ở phường, xã nào?", "Xứ nào đó"),
    ],
)
def test_what_is_wrong_is_said_kindly_and_nothing_is_lost(client, every_kind, label, wrong):
    kept = {"Bạn tên gì?": "Bà Tư", "Bạn muốn học gì?": "Gọi cho con."}
    answer = post(client, every_kind, kept | {label: wrong})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi:" in shown
    assert f'href="#id_{name_of(every_kind, label)}"' in shown
    assert "Gọi cho con." in shown or label == "Bạn muốn học gì?"
    assert "<b>Khuya" not in shown
    assert not FormAnswer.objects.exists()


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_words_whoever_writes_them(client, form_page, words):
    page = form_page(
        questions=[
            (words, "singleline", {"required": True, "help_text": words}),
            ("Buổi nào?", "radio", {"choices": f"{words[:150]}\nChiều"}),
        ]
    )
    sent = post(client, page, {words: words, "Buổi nào?": words[:150]})
    assert sent.status_code == 302
    assert set(said_to(page).values()) == {words, words[:150]}
    for shown in (client.get(page.url), post(client, page, {words: ""})):
        assert "<script>alert" not in shown.content.decode()
        assert "<img src=x" not in shown.content.decode()


def test_pressed_twice_is_sent_once(client, form_page):
    page, key = form_page(), str(uuid.uuid4())
    assert [post(client, page, key=key).status_code for _ in range(2)] == [302, 302]
    assert FormAnswer.objects.count() == 1
    post(client, page, key="nonsense")
    assert FormAnswer.objects.count() == 2


def test_pressed_twice_for_the_last_place_is_no_refusal(client, form_page):
    page, key = form_page(answers_at_most=1), str(uuid.uuid4())
    assert [post(client, page, key=key).status_code for _ in range(2)] == [302, 302]
    late = post(client, page, {"Bạn tên gì?": "Ông Năm"})
    assert late.status_code == 422
    assert 'value="Ông Năm"' in late.content.decode()
    assert FormAnswer.objects.count() == 1


@pytest.mark.parametrize("dates", [CLOSED, UPCOMING])
def test_it_is_answered_only_while_it_is_open(client, form_page, dates):
    page = form_page(**dates)
    shown = client.get(page.url).content.decode()
    assert page.why_closed in shown
    assert '<form class="panel' not in shown
    assert post(client, page).status_code == 422
    assert not FormAnswer.objects.exists()


def test_machines_stay_outside(client, form_page):
    page = form_page()
    stamp = client.get(page.url).context["form"].initial["opened"]
    assert post(client, page, opened=stamp).status_code == 422
    assert post(client, page, website="https://mua.example").status_code == 422
    assert not FormAnswer.objects.exists()


def test_a_flood_is_stopped(client, form_page, monkeypatch):
    monkeypatch.setitem(serving.AN_HOUR, "allowed", 2)
    page = form_page()
    assert [post(client, page).status_code for _ in range(3)] == [302, 302, 429]


def test_an_open_form_is_nobodys_copy_and_a_closed_one_is_everyones(client, form_page):
    page = form_page()
    assert "no-store" in client.get(page.url)["Cache-Control"]
    closed = client.get(form_page("Đã xong", **CLOSED).url)
    assert "Cache-Control" not in closed or "no-store" not in closed["Cache-Control"]
    assert not closed.cookies


def test_it_says_beforehand_what_for_who_reads_and_until_when(client, form_page):
    shown = client.get(form_page().url).content.decode()
    for said in ("Xếp lớp và báo giờ học.", "UBND Phường Sóc Trăng", "Chúng tôi xóa sau ngày"):
        assert said in shown


def test_what_was_said_is_closed_in_the_database(client, form_page):
    page = form_page(questions=[("Thư điện tử", "email", {})])
    post(client, page, {"Thư điện tử": "tu@example.vn"})
    tables = [FormAnswer._meta.db_table, AnswerContact._meta.db_table]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables.
            assert "tu@example.vn" not in str(cursor.fetchall())
    assert "tu@" not in str(FormAnswer.objects.get())


def test_drafts_and_private_forms_are_nowhere(client, form_page):
    draft, private = form_page("Nháp", live=False), form_page("Nội bộ")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert post(client, draft).status_code == 404
    assert post(client, private).status_code == 302  # To the door, with nothing kept.
    assert client.get(f"{private.url}da-gui/").status_code == 404
    assert not FormAnswer.objects.exists()
    assert list(client.get(LIST).context["page_obj"]) == []


def test_what_is_open_stands_first_and_forms_are_found(client, form_page):
    form_page("Đã xong", **CLOSED)
    form_page("Đang mở", questions=[("Bạn đi xe gì?", "singleline", {})])
    assert [one.title for one in client.get(LIST).context["page_obj"]] == ["Đang mở", "Đã xong"]
    assert len(search("di xe gi")) == 1


def test_an_empty_list_says_so(client, home):
    list_of(FormIndexPage, home)
    assert "empty__title" in client.get(LIST).content.decode()


def test_a_kind_that_is_none_of_ours_is_not_asked(client, form_page):
    page = form_page()
    for crafted in ("hidden", "file", "get_form_class", "__init__"):
        FormField.objects.create(page=page, label=crafted, field_type=crafted, sort_order=9)
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert len(answer.context["form"].questions) == 1


def test_the_english_frame_says_which_words_are_vietnamese(client, form_page):
    page = form_page()
    with override("en"):
        shown = client.get(f"/en{page.url.removeprefix('/en')}").content.decode()
    assert '<div class="stack" lang="vi">' in shown


def test_many_questions_and_answers_cost_no_more(client, form_page, django_assert_max_num_queries):
    page = form_page(questions=[(f"Câu {n}?", "singleline", {}) for n in range(20)])
    client.get(page.url)
    with django_assert_max_num_queries(13):
        client.get(page.url)
    for number in range(5):
        form_page(f"Biểu mẫu {number}", answers_at_most=3)
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_what_is_corrected_and_sent_anew_is_another_answer(client, form_page):
    page, key = form_page(), str(uuid.uuid4())
    for name in ("Bà Tư", "Bà Tư", "Ông Năm"):
        assert post(client, page, {"Bạn tên gì?": name}, key=key).status_code == 302
    assert sorted(str(one.said) for one in page.answers.all()) == sorted(
        str({name_of(page, "Bạn tên gì?"): name}) for name in ("Bà Tư", "Ông Năm")
    )


def test_whoever_may_enter_a_closed_room_is_thanked_there(client, form_page, lan):
    page = form_page()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(f"{page.url}da-gui/").status_code == 404
    client.force_login(lan, "portal.accounts.backends.MembershipBackend")
    sent = post(client, page)
    assert client.get(sent.url).status_code == 200


@pytest.fixture
def _bilingual(newsroom):
    """Home and lists stand in English too, as on a real portal."""
    load_site()


@pytest.mark.usefixtures("_bilingual")
def test_a_translation_shares_its_places(client, form_page):
    page = form_page(answers_at_most=1)
    english = in_english(page, title="A class")
    assert post(client, page).status_code == 302
    assert not FormPage.objects.get(pk=english.pk).is_open
    assert [one.answer_count for one in FormPage.objects.with_answer_count()] == [1, 1]


@pytest.mark.usefixtures("_bilingual")
def test_where_it_is_translated_the_translation_is_asked(client, form_page):
    page = form_page()
    english = in_english(page, title="A class", slug="a-class")
    answer = client.get(f"/en{page.url}")
    assert (answer.status_code, answer.url) == (302, FormPage.objects.get(pk=english.pk).url)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("0.125", "0.125"),
        ("0,5", "0.5"),
        ("-12.000", "-12000"),
        ("1,234.5", "1,234.5"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, kept):
    assert as_machines_write(typed) == kept
