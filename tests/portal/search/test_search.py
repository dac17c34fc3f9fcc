"""What is public is found by its words, with or without marks; the likeliest comes first."""

import unicodedata
from datetime import UTC, datetime

import pytest

from portal.search import index, word_index
from portal.search.find import MOST, Question, find, search
from portal.search.models import SearchDoc

pytestmark = pytest.mark.django_db
BEFOREHAND = 1  # Whether many have the words.


def put(title: str, body: str = "", key: str = "", kind: str = "page", **facts) -> None:
    index.put(kind, key or title, title=title, body=body, url=f"/{kind}/", **facts)


def titles(text: str, **options) -> list[str]:
    return [doc.title for doc in search(text, **options)]


@pytest.mark.parametrize(
    "question",
    [
        "chuyen doi so",
        "chuyển đổi số",
        "CHUYỂN ĐỔI SỐ",
        "số chuyển đổi",
        "  chuyen,doi...so!  ",
        unicodedata.normalize("NFD", "chuyển đổi số"),
        "sóc trăng chuyen",
        "2026",
    ],
)
def test_words_are_found_in_any_spelling_and_order(question):
    put("Chuyển đổi số", "Kế hoạch của Sóc Trăng năm 2026")
    assert titles(question) == ["Chuyển đổi số"]


def test_every_word_must_be_there():
    put("Khai sinh", "Giấy tờ cần có")
    assert titles("khai sinh giấy tờ")
    assert titles("khai sinh ô tô") == []


def test_a_word_is_not_found_inside_another():
    """ "So" is not "sông": syllables are words here, and half of one means nothing."""
    put("Sông Hậu")
    assert titles("so") == []
    assert titles("song") == ["Sông Hậu"]


def test_titles_come_before_bodies():
    put("Một bài khác", "nói về đèn đường")
    put("Đèn đường")
    assert titles("den duong") == ["Đèn đường", "Một bài khác"]


def test_a_phrase_comes_before_scattered_words():
    put("Đường có đèn")
    put("Thay đèn đường")
    assert titles("den duong") == ["Thay đèn đường", "Đường có đèn"]


def test_marks_that_were_typed_are_meant():
    put("Số đo", key="1")
    put("Một bài khác", "sổ đỏ", key="2")
    put("Cấp sổ đỏ", key="3")
    assert titles("sổ đỏ") == ["Cấp sổ đỏ", "Một bài khác", "Số đo"]
    assert titles("so do")[-1] == "Một bài khác"


def test_the_tone_may_stand_on_either_vowel():
    put("Hoá đơn điện", key="1")
    put("Hòa Tú", key="2")
    put("Hoa tư", key="3")
    assert titles("hóa đơn") == ["Hoá đơn điện"]
    assert titles("hoà tú")[0] == "Hòa Tú"


def test_the_newest_comes_first_among_equals():
    put("Tin cũ", "lũ", at=datetime(2025, 1, 1, tzinfo=UTC))
    put("Tin mới", "lũ", at=datetime(2026, 1, 1, tzinfo=UTC))
    put("Tin không ngày", "lũ")
    assert titles("lũ") == ["Tin mới", "Tin cũ", "Tin không ngày"]


def test_one_kind_alone_and_how_many_of_each():
    put("Khai sinh", kind="page", key="1")
    put("Khai sinh", kind="procedure", key="1")
    put("Khai sinh lại", kind="procedure", key="2")
    assert [doc.kind for doc in search("khai sinh", kind="page")] == ["page"]
    assert find(Question("khai sinh")).facets["kind"] == {"page": 1, "procedure": 2}


def test_a_reference_is_found_as_it_is_written():
    put("PA-7K3M-92 · Đèn hỏng", kind="report")
    put("1.001193", kind="procedure")
    assert titles("pa-7k3m-92") == ["PA-7K3M-92 · Đèn hỏng"]
    assert titles("1.001193") == ["1.001193"]


@pytest.mark.parametrize("question", ["", "  ", "…", "%", "_", "\\", "' OR 1=1 --", "%khai%sinh%x"])
def test_signs_find_nothing_by_themselves(question):
    put("Khai sinh")
    assert titles(question) == []


def test_a_question_of_any_length_is_answered(django_assert_num_queries):
    put("Khai sinh")
    with django_assert_num_queries(2 + BEFOREHAND):
        assert titles("khai sinh " * 100_000) == ["Khai sinh"]


def test_a_page_and_its_facets_are_two_questions(django_assert_num_queries):
    for number in range(30):
        put(f"Khai sinh {number}")
    with django_assert_num_queries(2 + BEFOREHAND):
        assert all(doc.body != "?" for doc in search("khai sinh")[:20])


@pytest.fixture
def four(db):
    """Two pages of two topics and years, a procedure, a document."""
    old, new = datetime(2025, 6, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    put("Khai sinh ở nhà", topic="Hướng dẫn", at=old)
    put("Khai sinh qua mạng", topic="Dịch vụ công", at=new)
    put("Đăng ký khai sinh", kind="procedure", topic="Hộ tịch")
    put("Quyết định về khai sinh", kind="document", topic="Dịch vụ công", at=new)


def found(**chosen):
    return find(Question("khai sinh", **chosen))


def test_facets_count_what_each_value_would_show(four):
    assert found().facets == {
        "kind": {"page": 2, "procedure": 1, "document": 1},
        "topic": {"Hướng dẫn": 1, "Dịch vụ công": 2, "Hộ tịch": 1},
        "year": {2025: 1, 2026: 2},
    }


def test_a_chosen_facet_narrows_the_others_and_not_itself(four):
    chosen = found(topic="Dịch vụ công")
    assert chosen.total == 2
    assert chosen.facets["kind"] == {"page": 1, "document": 1}
    assert chosen.facets["topic"] == {"Hướng dẫn": 1, "Dịch vụ công": 2, "Hộ tịch": 1}


def test_facets_go_together(four):
    assert found(kind="page", year=2026).total == 1
    assert found(kind="procedure", year=2026).total == 0


def many(how_many: int, body: str) -> None:
    index.replace(
        "page",
        (
            {"key": str(one), "title": f"Tin {one}", "body": body, "url": "/"}
            for one in range(how_many)
        ),
    )


def test_of_too_many_those_with_the_words_in_the_title_are_kept(django_assert_max_num_queries):
    put("Đèn đường", key="title")
    many(MOST + 5, "đèn đường")
    put("Đèn đường", key="title", kind="report", at=datetime(2020, 1, 1, tzinfo=UTC))
    with django_assert_max_num_queries(2 + 3 + 4 * BEFOREHAND):
        result = find(Question("den duong"))
        best = search("den duong")[0]
    assert result.is_cut
    assert best.title == "Đèn đường"


def test_what_is_chosen_among_too_many_is_counted_when_it_is_few():
    many(MOST + 5, "đèn đường")
    put("Phản ánh đèn", "đèn đường", kind="report")
    result = find(Question("den duong", kind="report"))
    assert (result.total, result.is_cut) == (1, False)


def test_long_words_are_cut_and_found_by_what_remains():
    put("a" * 1000, "đầu " + "x " * 50_000 + "cuối", key="1")
    doc = SearchDoc.objects.get()
    assert len(doc.title) == SearchDoc.LONGEST_TITLE
    assert len(doc.body) == SearchDoc.LONGEST_BODY
    assert titles("dau")
    assert not titles("cuoi")


@pytest.mark.parametrize("few", [1, 1_000])
def test_what_few_or_many_things_say_is_found_alike(few, monkeypatch):
    monkeypatch.setattr(word_index, "FEW_HITS", dict.fromkeys(word_index.FEW_HITS, few))
    many(30, "đèn đường")
    put("Đèn biển", key="bien")
    assert find(Question("den duong")).total == 30
    assert titles("den bien") == ["Đèn biển"]
