"""Events: what comes first, what has been apart, and calendars that programs understand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from cms.models import EventIndexPage
from cms.months import Month
from portal.common.moments import now
from portal.search.find import search
from tests.cms.pages import an_event, list_of

pytestmark = pytest.mark.django_db
LIST, CALENDAR = "/su-kien/", "/su-kien/lich.ics"
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)


@pytest.fixture
def event(home):
    """`event("Ngày hội số", place=…)`: one that everyone may read of."""
    return lambda *args, **facts: an_event(home, *args, **facts)


def titles(client, address: str = LIST) -> list[str]:
    return [one.title for one in client.get(address).context["page_obj"]]


def entries(client, address: str = CALENDAR) -> list:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_what_comes_is_listed_first_and_what_has_been_apart(client, event):
    event("Mai", starts_at=now() + ONE_DAY)
    event("Tuần sau")
    event("Hôm qua", starts_at=now() - ONE_DAY)
    event("Tháng trước", starts_at=now() - 30 * ONE_DAY)
    assert titles(client) == ["Mai", "Tuần sau"]
    assert titles(client, f"{LIST}?past") == ["Hôm qua", "Tháng trước"]


def test_what_is_going_on_is_not_over(client, event):
    event("Đang diễn ra", starts_at=now() - ONE_DAY, ends_at=now() + ONE_DAY)
    assert titles(client) == ["Đang diễn ra"]


@time_machine.travel(datetime(2026, 12, 4, 15, tzinfo=HERE), tick=False)
def test_a_whole_day_lasts_until_midnight(client, event):
    event("Cả ngày", starts_at=datetime(2026, 12, 4, tzinfo=HERE), is_all_day=True)
    assert titles(client) == ["Cả ngày"]
    with time_machine.travel(datetime(2026, 12, 5, 1, tzinfo=HERE), tick=False):
        assert titles(client) == []


def test_a_month_holds_what_touches_it(client, event):
    first, last = datetime(2026, 11, 30, 8, tzinfo=HERE), datetime(2026, 12, 1, 17, tzinfo=HERE)
    event("Qua tháng", starts_at=first, ends_at=last)
    event("Tháng sau", starts_at=datetime(2027, 1, 1, tzinfo=HERE))
    for month in ("2026-11", "2026-12"):
        assert titles(client, f"{LIST}?month={month}") == ["Qua tháng"]
    weeks = client.get(f"{LIST}?month=2026-12").context["weeks"]
    busy = [day["day"] for week in weeks for day in week if day["events"]]
    assert busy == [date(2026, 12, 1)]


def test_months_follow_each_other():
    assert (str(Month(2026, 12).following), str(Month(2027, 1).previous)) == ("2027-01", "2026-12")
    assert Month(2028, 2).last == date(2028, 2, 29)
    assert [Month.read(one) for one in ("2026-13", "x", "", "2026-1")] == [None] * 4


def test_nonsense_shows_what_comes(client, event):
    event()
    assert titles(client, f"{LIST}?month=2026-99") == ["Ngày hội số"]


def test_an_empty_calendar_says_so(client, home):
    list_of(EventIndexPage, home)
    for address in (LIST, f"{LIST}?past", f"{LIST}?month=2026-12"):
        assert "empty__title" in client.get(address).content.decode()
    assert entries(client) == []


def test_an_event_called_off_says_why(client, event):
    page = event(cancelled_because="Bão số 9 vào bờ.")
    assert "Bão số 9 vào bờ." in client.get(page.url).content.decode()
    (entry,) = entries(client, page.calendar_url)
    assert entry["status"] == "CANCELLED"


def test_a_calendar_tells_when_and_where(client, event):
    begins = datetime(2026, 12, 4, 8, 30, tzinfo=HERE)
    page = event(starts_at=begins, ends_at=begins + timedelta(hours=2))
    (entry,) = entries(client, page.calendar_url)
    assert entry.decoded("dtstart") == begins
    assert entry["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert entry.decoded("dtend") == begins + timedelta(hours=2)
    assert entry["location"] == "Nhà văn hóa khóm 5"
    assert entry["url"] == f"http://testserver{page.url}"
    assert b"BEGIN:VTIMEZONE" in client.get(page.calendar_url).content


def test_whole_days_are_days(client, event):
    begins = datetime(2026, 12, 4, tzinfo=HERE)
    page = event(starts_at=begins, ends_at=begins + ONE_DAY, is_all_day=True)
    (entry,) = entries(client, page.calendar_url)
    assert entry.decoded("dtstart") == date(2026, 12, 4)
    assert entry.decoded("dtend") == date(2026, 12, 6)


def test_a_change_keeps_its_name_and_raises_its_number(client, event):
    with time_machine.travel(datetime(2026, 12, 1, tzinfo=UTC), tick=False):
        page = event()
        (before,) = entries(client, page.calendar_url)
    page.refresh_from_db()
    page.place = "Trường THCS số 1"
    with time_machine.travel(datetime(2026, 12, 2, tzinfo=UTC), tick=False):
        page.save_revision().publish()
        (after,) = entries(client, page.calendar_url)
    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"]
    assert after["location"] == "Trường THCS số 1"


def test_what_nobody_may_read_is_in_no_list_and_no_calendar(client, event):
    draft = event("Bản nháp", live=False)
    closed = event("Nội bộ")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert titles(client) == []
    assert entries(client) == []
    for page in (draft, closed):
        assert client.get(page.calendar_url).status_code == 404
    assert client.get(draft.url).status_code == 404
    assert list(search("noi bo")) == []


def test_it_is_found_by_its_place(event):
    page = event()
    assert [doc.url for doc in search("nha van hoa")] == [page.url]


def test_no_event_ends_before_it_begins(event):
    with pytest.raises(ValidationError):
        event(ends_at=now() - ONE_DAY)


@pytest.mark.parametrize("how_many", [1, 10])
def test_the_list_asks_no_more_for_more(client, event, django_assert_max_num_queries, how_many):
    for number in range(how_many):
        event(f"Sự kiện {number}")
    client.get(LIST)
    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_of_too_many_the_calendar_keeps_what_comes(client, event, monkeypatch):
    monkeypatch.setattr("cms.calendars.AT_MOST", 2)
    for days in (-3, 1, 2):
        event(f"Ngày {days}", starts_at=now() + days * ONE_DAY)
    assert {str(one["summary"]) for one in entries(client)} == {"Ngày 1", "Ngày 2"}
