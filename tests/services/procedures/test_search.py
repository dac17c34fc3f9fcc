"""A procedure is found by any of its names, however it is typed."""

import unicodedata

import pytest

from portal.common.vietnamese import slug
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
