"""What only some kinds ask: six sorts of question, kept in words, nonsense answered kindly."""

import pytest
from django.core.exceptions import ValidationError

from services.reports import questions
from services.reports.models import Category


def asking(sort: str, *, required=False) -> Category:
    question = {"code": "A", "type": sort, "required": required, "label": "Thế nào?"}
    return Category(questions=[question | {"values": ["Nhẹ", "Nặng", "Rất nặng"]}])


@pytest.mark.parametrize(
    ("sort", "said", "kept"),
    [
        ("string", "  gần   chợ ", "gần chợ"),
        ("number", "12.5", "12.5"),
        ("number", 7, "7"),
        ("datetime", "2026-11-23T08:30", "08:30 23/11/2026"),
        ("datetime", "23/11/2026 08:30", "08:30 23/11/2026"),
        ("text", "Dòng một\r\nDòng hai", "Dòng một\nDòng hai"),
        ("singlevaluelist", "Nặng", "Nặng"),
        ("multivaluelist", ["Nhẹ", "Rất nặng"], "Nhẹ, Rất nặng"),
    ],
)
def test_each_sort_is_kept_in_words(sort, said, kept):
    (answer,) = questions.read(asking(sort), {"A": said})
    assert answer == {"code": "A", "label": "Thế nào?", "answer": kept}


@pytest.mark.parametrize("sort", questions.KINDS)
@pytest.mark.parametrize("said", ["", None, []])
def test_one_that_need_not_be_answered_is_left_out(sort, said):
    assert questions.read(asking(sort), {"A": said} if said is not None else {}) == []


@pytest.mark.parametrize("sort", questions.KINDS)
def test_one_that_is_owed_is_asked_for_by_name(sort):
    with pytest.raises(ValidationError, match=r"câu “Thế nào\?”"):
        questions.read(asking(sort, required=True), {})


@pytest.mark.parametrize(
    ("sort", "said"),
    [
        ("string", "chợ\x00"),
        ("string", "đ" * 201),
        ("number", "nhiều lắm"),
        ("number", "nan"),
        ("number", "9" * 400),
        ("datetime", "hôm qua"),
        ("datetime", "2026-13-45T99:99"),
        ("text", "đ" * 1001),
        ("text", "\ud800"),
        ("singlevaluelist", "Vừa vừa"),
        ("singlevaluelist", ["Nhẹ"]),
        ("multivaluelist", ["Nhẹ", "Vừa vừa"]),
        ("multivaluelist", "Nhẹ"),
        ("multivaluelist", {"A": 1}),
    ],
)
def test_nonsense_is_answered_with_a_sentence(sort, said):
    with pytest.raises(ValidationError) as wrong:
        questions.read(asking(sort), {"A": said})
    assert all(sentence.strip() for sentence in wrong.value.messages)


def test_what_the_kind_does_not_ask_is_refused():
    with pytest.raises(ValidationError, match="không hỏi"):
        questions.read(asking("string"), {"A": "gần chợ", "B": "xa chợ"})
