"""A report as its page tells it: facts, photos and timeline, in the resident's words."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.common.dates import show_day, show_moment
from portal.common.phones import show_phone
from portal.places.sketch import project
from services.reports.models import Report, ReportEvent
from services.reports.workflow import ASKING, BY_RESIDENT, CLOSED, TONES, State


def timeline(report: Report, *, is_mine: bool) -> list[dict]:
    """What happened, oldest first; her own answers only to herself. Officers stay an office."""
    told = [event for event in report.events.all() if is_told(event, is_mine=is_mine)]
    last = told[-1] if told else None
    return [
        {
            "title": event.get_state_display(),
            "at": event.at,
            "by": "" if event.step in BY_RESIDENT else report.agency.name,
            "note": event.note,
            "tone": TONES[State(event.state)],
            "now": event is last and report.state not in CLOSED,
        }
        for event in told
    ]


def is_told(event: ReportEvent, *, is_mine: bool) -> bool:
    """What the officers keep among themselves is told to nobody else, not even to its sender."""
    return event.is_public or (is_mine and event.step in BY_RESIDENT)


def question(report: Report) -> str:
    """What an officer asked last, while the answer is awaited."""
    asked = [event.note for event in report.events.all() if event.step in ASKING]
    return asked[-1] if asked and report.state == State.WAITING else ""


def facts(report: Report, *, in_full: bool) -> list[dict]:
    """Where, who sees to it, and by when; the exact place only for who may read the words."""
    where = report.public_address
    place = f"{where}, {report.commune}" if where else report.commune.name
    rows = [
        (_("Reference"), report.reference),
        (_("Place"), place if in_full else report.commune.name),
        (_("Handled by"), report.agency.name),
        (pgettext("when", "Sent"), show_moment(report.created_at)),
        (_("To be done by"), show_day(report.due_at)),
        (_("Done on"), show_day(report.closed_at) if report.closed_at else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def pin(report: Report, *, in_full: bool) -> list[dict]:
    """The report on the drawn map: where exactly, or else in which commune."""
    exact = in_full and report.lat is not None and report.lon is not None
    place = report if exact else report.commune
    x, y = project(place.lat, place.lon)
    return [{"x": x, "y": y, "label": report.commune.name, "url": ""}]


def contacts(report: Report, *, in_full: bool) -> list[dict]:
    """Who sent it and how to reach them: only for the officers who have to answer."""
    if not in_full:
        return [{"label": _("Sent by"), "value": _("Only its handlers may know.")}]
    return [
        {"label": _("Sent by"), "value": report.contact_name or _("Did not say")},
        {"label": _("E-mail address"), "value": report.contact_email or "–"},
        {"label": _("Telephone"), "value": show_phone(report.contact_phone) or "–"},
    ]


def photos(report: Report) -> list[dict]:
    """The pictures, by the address that asks who is looking."""
    return [
        {
            "url": reverse("reports:photo", args=[report.reference, photo.position]),
            "width": photo.width,
            "height": photo.height,
        }
        for photo in report.photos.all()
        if photo.is_shown
    ]


def next_steps() -> list[dict]:
    """What a resident may expect after sending."""
    return [
        {
            "title": _("An officer reads it"),
            "text": _("Your commune's officers receive it within a working day."),
        },
        {"title": _("It is handled"), "text": _("You see every step, and who sees to it.")},
        {"title": _("You are answered"), "text": _("With what was done, or why it was not.")},
    ]
