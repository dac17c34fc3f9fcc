"""Events for calendar programs: iCalendar, as RFC 5545 has it."""

from datetime import datetime, timedelta

from django.http import Http404, HttpResponse
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cms.models import EventPage
from portal.common.moments import now, today

CONTENT_TYPE = "text/calendar; charset=utf-8"
MADE_BY = "-//Sóc Trăng Số//Lịch sự kiện//VI"
REMEMBERED = timedelta(days=180)  # What is over for longer is dropped from the calendar.
AT_MOST = 500
BEGINNING = datetime(2025, 7, 1, tzinfo=get_current_timezone())  # Since then seconds are counted.
AFRESH = timedelta(hours=4)  # How often programs may fetch it again.


def whole(request) -> HttpResponse:
    """Every event that comes or was lately, also those called off; of too many the latest."""
    events = EventPage.objects.published().in_frame()
    events = events.within(today() - REMEMBERED, today() + 10 * REMEMBERED)
    calendar = calendar_of(request, list(events.select_related("commune").reverse()[:AT_MOST]))
    calendar.add("x-wr-calname", _("Events in Sóc Trăng"))
    calendar.add("refresh-interval", AFRESH, parameters={"VALUE": "DURATION"})
    return answer(calendar, "su-kien.ics")


def one(request, slug: str) -> HttpResponse:
    events = EventPage.objects.published().filter(slug=slug).select_related("commune")
    event = events.nearest().first()
    if event is None:
        raise Http404
    return answer(calendar_of(request, [event]), f"{event.slug}.ics")


def answer(calendar: Calendar, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(calendar.to_ical(), content_type=CONTENT_TYPE, headers=headers)


def calendar_of(request, events: list[EventPage]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(entry(request, event))
    calendar.add_missing_timezones()
    return calendar


def entry(request, page: EventPage) -> Event:
    """One event. Its number in sequence is the second of its last edition: it only rises."""
    edited_at = page.last_published_at or page.first_published_at or now()
    event = Event()
    event.add("uid", f"{page.translation_key}@soctrang")
    event.add("dtstamp", edited_at)
    event.add("last-modified", edited_at)
    event.add("sequence", int((edited_at - BEGINNING).total_seconds()))
    event.add("summary", page.title)
    event.add("status", "CANCELLED" if page.is_cancelled else "CONFIRMED")
    event.add("url", request.build_absolute_uri(page.get_url(request)))
    add_times(event, page)
    for name, words in described(page).items():
        if words:
            event.add(name, words)
    return event


def add_times(event: Event, page: EventPage) -> None:
    """Whole days as days, of which the end is the first that is free again; else hours here."""
    if page.is_all_day:
        event.add("dtstart", page.first_day)
        event.add("dtend", page.last_day + timedelta(days=1))
        return
    event.add("dtstart", localtime(page.starts_at))
    if page.ends_at:
        event.add("dtend", localtime(page.ends_at))


def described(page: EventPage) -> dict[str, str]:
    words = [page.cancelled_because, page.introduction, page.online_url]
    return {
        "location": page.where or page.online_url,
        "description": "\n\n".join(filter(None, words)),
    }
