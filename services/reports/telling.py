"""A report as its page tells it: facts, photos and timeline, in the resident's words."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.common.phones import show_phone
from services.reports.models import Report
from services.reports.workflow import CLOSED, TONES, State


def timeline(report: Report, *, is_mine: bool) -> list[dict]:
    """What happened, oldest first; her own answers only to herself. Officers stay an office."""
    told = [event for event in report.events.all() if is_mine or event.is_public]
    last = told[-1] if told else None
    return [
        {
            "title": event.get_state_display(),
            "at": localtime(event.at),
            "by": report.agency.name if event.by_id and event.by_id != report.reporter_id else "",
            "note": event.note,
            "tone": TONES[State(event.state)],
            "now": event is last and report.state not in CLOSED,
        }
        for event in told
    ]


def facts(report: Report, *, in_full: bool) -> list[dict]:
    """Where, who sees to it, and by when; the exact place only for who may read the words."""
    place = f"{report.address}, {report.commune}" if report.address else report.commune.name
    return [
        {"label": _("Reference"), "value": report.reference},
        {"label": _("Place"), "value": place if in_full else report.commune.name},
        {"label": _("Handled by"), "value": report.agency.name},
        {"label": pgettext("when", "Sent"), "value": day(report.created_at)},
        {"label": _("To be done by"), "value": day(report.due_at)},
    ]


def contacts(report: Report) -> list[dict]:
    """Who sent it and how to reach them: for officers only."""
    return [
        {"label": _("Sent by"), "value": report.contact_name or _("Did not say")},
        {"label": _("E-mail address"), "value": report.contact_email or "–"},
        {"label": _("Telephone"), "value": show_phone(report.contact_phone) or "–"},
    ]


def day(moment) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT")


def photos(report: Report) -> list[dict]:
    """The pictures, by the address that asks who is looking."""
    return [
        {
            "url": reverse("reports:photo", args=[report.reference, photo.position]),
            "width": photo.width,
            "height": photo.height,
        }
        for photo in report.photos.all()
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
