"""Facts are written as people here write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

LATE = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
AFTER_MIDNIGHT_HERE = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)


def shown(expression, **facts):
    return Template("{% load shown %}{{ " + expression + " }}").render(Context(facts))


@pytest.mark.parametrize(
    ("expression", "fact", "words"),
    [
        ("it|day", date(2026, 2, 5), "05/02/2026"),
        ("it|day", AFTER_MIDNIGHT_HERE, "23/11/2026"),
        ("it|clock", LATE, "15:30"),
        ("it|moment", LATE, "15:30 22/11/2026"),
        ("it|number", 1234.5, "1.234,5"),
        ("it|number", 1_234_567, "1.234.567"),
        ("it|number", 0, "0"),
        ("it|number:0", Decimal("92.5"), "93"),
        ("it|number:1", 92.67, "92,7"),
        ("it|money", 75_000, "75.000 ₫"),
        ("it|money", 0, "0 ₫"),
        ("it|phone", "+84912345678", "0912 345 678"),
    ],
)
def test_facts_are_written_the_vietnamese_way(expression, fact, words):
    assert shown(expression, it=fact) == words


@pytest.mark.parametrize("name", ["day", "clock", "moment", "number", "money", "phone"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_shown_as_nothing(name, nothing):
    assert shown(f"it|{name}", it=nothing) == ""


def test_english_pages_group_numbers_their_way_and_keep_the_day_first():
    with override("en"):
        assert shown("it|money", it=75_000) == "75,000 ₫"
        assert shown("it|day", it=date(2026, 2, 5)) == "05/02/2026"
