"""A procedure is found by any of its names, however it is typed."""

import unicodedata

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.common.vietnamese import slug
from portal.search import spelling
from portal.search.find import search
from portal.search.models import SearchDoc
from services.procedures.actions import make_findable
from services.procedures.models import Procedure
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def birth() -> Procedure:
    return ProcedureFactory(birth=True)


@pytest.mark.parametrize(
    "typed",
    [
        "khai sinh",
        "Khai Sinh",
        "KHAI SÍNH",
        "giay khai sanh",
        "con moi sinh",
        "1.001193",
        "ho tich",
        "dang ky",
        "sinh khai",
        unicodedata.normalize("NFD", "đăng ký khai sinh"),
    ],
)
def test_birth_is_found(birth, typed):
    ProcedureFactory(name="Cấp thẻ căn cước", field="Căn cước")
    assert list(Procedure.objects.search(typed)) == [birth]


@pytest.mark.parametrize("typed", ["khai tử", "inh", "!!!", ""])
def test_birth_is_not_found(birth, typed):
    assert not Procedure.objects.search(typed).exists()


@pytest.mark.parametrize("typed", ["khai sanh", "1.001193", "ho tich", "birth certificate"])
def test_what_is_only_searched_is_never_shown(client, birth, typed):
    make_findable(birth)
    page = client.get(reverse("search:search"), {"q": typed}).content.decode()
    shown = page.partition('class="list-plain found__list"')[2].partition("</p>")[0]
    assert "để con có" in shown
    assert "sanh" not in shown
    assert "birth" not in shown
    assert SearchDoc.objects.get().body == birth.summary


IN_ENGLISH = {
    "birth certificate": "khai sinh",
    "land papers": "quyền sử dụng đất",
    "residence": "thường trú",
    "marriage": "kết hôn",
    "business": "hộ kinh doanh",
    "passport": "hộ chiếu",
    "building permit": "giấy phép xây dựng",
}


def test_an_english_question_finds_the_vietnamese_procedure(client):
    call_command("load_procedures", verbosity=0)
    for asked, meant in IN_ENGLISH.items():
        assert meant in search(asked, kind="procedure")[0].title, asked
        assert Procedure.objects.search(asked).exists(), asked
    page = client.get("/en/tim-kiem/", {"q": "birth certificate"}).content.decode()
    assert "/en/thu-tuc/1.001193/" in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giay kai sinh", "giay khai sinh"),
        ("giaays khai sinh", "giay khai sinh"),
        ("khaisinh", "khai sinh"),
        ("dang ky kest hon", "dang ky ket hon"),
    ],
)
def test_a_slip_is_put_right_by_the_names_of_our_own_file(typed, meant):
    call_command("load_procedures", verbosity=0)
    spelling.refresh_vocabulary()
    assert spelling.suggestion(typed) == meant


def test_english_words_tell_procedures_apart():
    ProcedureFactory(name="Đăng ký kết hôn")
    assert Procedure.objects.search("marriage certificate").exists()
    assert not Procedure.objects.search("birth certificate").exists()


def test_a_name_ranks_before_search_words(birth):
    by_word = ProcedureFactory(name="Cấp bản sao", keywords=["khai sinh"], priority=1)
    assert list(Procedure.objects.search("khai sinh")) == [birth, by_word]


def test_a_phrase_ranks_before_scattered_words(birth):
    scattered = ProcedureFactory(name="Khai báo việc sinh hoạt", priority=1)
    assert list(Procedure.objects.search("khai sinh")) == [birth, scattered]


def test_the_same_marks_rank_before_others():
    death = ProcedureFactory(name="Đăng ký khai tử")
    private = ProcedureFactory(name="Khai tư nhân", priority=1)
    assert list(Procedure.objects.search("khai tử")) == [death, private]
    assert list(Procedure.objects.search("khai tu")) == [private, death]


def test_fields_and_life_events_are_counted_in_the_order_of_the_dictionary():
    ProcedureFactory.create_batch(2, field="Đất đai")
    ProcedureFactory(field="Chứng thực", life_event="")
    counted = Procedure.objects.active().by_field()
    assert counted == [
        {"slug": "chung-thuc", "name": "Chứng thực", "count": 1},
        {"slug": "dat-dai", "name": "Đất đai", "count": 2},
    ]
    assert [row["count"] for row in Procedure.objects.by_life_event()] == [2]


def test_a_field_and_a_life_event_narrow_the_catalogue(birth):
    ProcedureFactory(field="Đất đai", life_event="Nhà ở và đất đai")
    assert list(Procedure.objects.in_field("ho-tich")) == [birth]
    assert list(Procedure.objects.for_life_event("co-con-nho")) == [birth]


def test_saving_named_fields_keeps_the_folded_words_in_line(birth):
    birth.name, birth.field = "Đăng ký kết hôn", "Hộ gia đình"
    birth.save(update_fields=["name", "field"])
    birth.refresh_from_db()
    assert birth.folded_name.strip() == "dang ky ket hon"
    assert birth.field_slug == slug("Hộ gia đình")
