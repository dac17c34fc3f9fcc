"""Whoever made a page is told once a week that it is to be read again."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils.timezone import get_default_timezone

from cms.review.keepers import DUE, remind_keepers
from services.notifications.models import Message

pytestmark = pytest.mark.django_db

A_FRIDAY = datetime(2026, 11, 27, 8, 30, tzinfo=get_default_timezone())
ONE_DAY = timedelta(days=1)


@pytest.fixture
def hours(rinh, write):
    """A page that Rinh made, to be read again by the Monday after."""
    return write("Giờ tiếp dân", review_by=date(2026, 11, 30), owner=rinh)


def told(after: timedelta = timedelta(0)) -> list[Message]:
    """The letters there are when the worker has looked so long after that Friday."""
    with time_machine.travel(A_FRIDAY + after, tick=False):
        remind_keepers()
    return list(Message.objects.filter(kind=DUE, channel="email").order_by("pk"))


def test_rinh_is_told_of_hers_with_its_title(rinh, linh, hours):
    [letter] = told()
    assert letter.user == rinh
    assert str(letter.facts["count"]) == "1"
    assert letter.facts["titles"] == "• Giờ tiếp dân"


def test_once_a_week_and_on_no_sunday(rinh, hours):
    assert len(told()) == 1
    assert len(told(ONE_DAY / 24)) == 1
    assert len(told(2 * ONE_DAY)) == 1
    assert len(told(3 * ONE_DAY)) == 2


def test_of_whoever_has_left_those_who_publish_are_told(rinh, linh, hours):
    rinh.is_active = False
    rinh.save(update_fields=["is_active"])
    assert [letter.user for letter in told()] == [linh]


def test_nobody_is_told_of_what_is_not_due(rinh, linh, write):
    write("Còn lâu", review_by=date(2027, 3, 1), owner=rinh)
    write("Nháp", review_by=date(2026, 11, 30), owner=rinh, live=False)
    assert told() == []


def test_all_of_it_stands_in_the_reports(as_person, rinh, hoa, hours):
    page = as_person(rinh).get("/quan-tri/can-xem-lai/")
    assert "Giờ tiếp dân" in page.content.decode()
    assert as_person(hoa).get("/quan-tri/can-xem-lai/").status_code == 302
    assert "can-xem-lai" in as_person(rinh).get("/quan-tri/").content.decode()
