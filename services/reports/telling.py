"""A report as its page tells it: facts, photos and timeline, in the resident's words."""

from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.common.dates import show_day, show_moment
from portal.common.mentions import Mention, find_mentions
from portal.common.phones import show_phone
from portal.places.sketch import project
from services.reports import details, question_links
from services.reports.models import Photo, Report, ReportEvent
from services.reports.workflow import ASKING, BY_RESIDENT, CLOSED, PAUSED, TONES, State

# What its sender did herself; that it is not done yet may have been said by somebody else.
OWN = BY_RESIDENT - {"object"}
TOLD_HER = OWN | {"hide", "unhide"}  # And what concerns nobody but her.
SHOWN_BARE = frozenset({"supply", "object"})
PAIR = frozenset({Photo.Kind.BEFORE, Photo.Kind.AFTER})


def timeline(report: Report, *, is_mine: bool) -> list[dict]:
    """What happened, oldest first; her own answers only to herself. Officers stay an office."""
    told = [event for event in report.events.all() if is_told(event, is_mine=is_mine)]
    last = told[-1] if told else None
    return [
        {
            "title": event.title if is_mine else event.title_at_desk,
            "at": event.at,
            "by": "" if event.step in BY_RESIDENT else report.agency.name,
            "note": event.note if is_mine and event.step in TOLD_HER else event.public_note,
            "given": details.in_words(event) if event.is_public or event.step in TOLD_HER else [],
            "date": what_of_the_date(event, before),
            "tone": TONES[State(event.state)],
            "now": event is last and report.state not in CLOSED,
        }
        for before, event in pairwise([None, *told])
    ]


def is_told(event: ReportEvent, *, is_mine: bool) -> bool:
    """What the officers keep among themselves is told to nobody else, not even to its sender.

    That the sender has answered shows to everyone, and that the clock runs on; not what she said.
    """
    if event.is_public or event.step in SHOWN_BARE:
        return True
    return is_mine and event.step in TOLD_HER


def what_of_the_date(event: ReportEvent, before: ReportEvent | None) -> str:
    """What this did to the promised date: moved it, or made it stand still."""
    if event.due_at:
        return _("New date: %(day)s") % {"day": show_day(event.due_at)}
    if event.step == "pause":
        return _("The promised date stands still meanwhile.")
    if event.state in PAUSED and (before is None or before.state not in PAUSED):
        return _("The promised date stands still until the answer is there.")
    return ""


def question(report: Report) -> str:
    """What an officer asked last, while the answer is awaited."""
    asked = [event.note for event in report.events.all() if event.step in ASKING]
    return asked[-1] if asked and report.state == State.WAITING else ""


def answer_awaited_until(report: Report) -> date | None:
    """The last day for an answer, while it is awaited; older questions were asked without one."""
    asked = [event for event in report.events.all() if event.step in ASKING]
    return question_links.until(asked[-1]) if asked and report.state == State.WAITING else None


def helper(report: Report) -> str:
    """The body outside that was asked to help, while it is waited for."""
    asked = [event for event in report.events.all() if event.step == "ask_partner"]
    is_awaited = asked and report.state == State.PARTNER
    return asked[-1].details.get("partner", "") if is_awaited else ""


def facts(report: Report, *, in_full: bool) -> list[dict]:
    """Where, who sees to it, and by when; the exact place only for who may read the words."""
    where = report.public_address
    place = f"{where}, {report.commune}" if where else report.commune.name
    rows = [
        (_("Reference"), report.reference),
        (_("Place"), place if in_full else report.commune.name),
        (_("Handled by"), report.agency.name),
        (_("Body that helps"), helper(report)),
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
    return [picture(report, photo) for photo in report.photos.all() if photo.is_shown]


def picture(report: Report, photo: Photo) -> dict:
    return {
        "url": photo.url,
        "width": photo.width,
        "height": photo.height,
        "position": photo.position,
        "is_blurred": photo.is_blurred,
    }


def albums(report: Report) -> list[dict]:
    """The pictures by what they show: as it was, as it is now, and what others saw."""
    shown = [photo for photo in report.photos.all() if photo.is_shown]
    kinds = [(kind, [photo for photo in shown if photo.kind == kind]) for kind in Photo.Kind]
    return [
        {
            "label": kind.label,
            "is_pair": kind in PAIR,
            "photos": [
                named_picture(report, photo, number) for number, photo in enumerate(some, 1)
            ],
        }
        for kind, some in kinds
        if some
    ]


def named_picture(report: Report, photo: Photo, number: int) -> dict:
    """A picture with words for those who do not see it."""
    words = _("%(what)s, photo %(number)d: open it large")
    facts = {"what": photo.get_kind_display(), "number": number}
    return picture(report, photo) | {"alt": words % facts}


def answers(report: Report, *, is_mine: bool) -> list[dict]:
    """What was answered to the questions of its kind; to others without telephones and the like."""
    said = [(one.get("label", ""), str(one.get("answer", ""))) for one in report.answers]
    return [
        {"label": label, "value": answer if is_mine else report.masked(answer)}
        for label, answer in said
    ]


def hidden(report: Report) -> list[str]:
    """The personal details in her words that others see only dots of, for their writer."""
    found = [one for one in mentions(report) if one.text not in report.left_shown]
    chosen = [_("hidden by an officer: %(words)s") % {"words": one} for one in report.more_masked]
    return [f"{mention.kind.label}: {mention.text}" for mention in found] + chosen


def texts(report: Report) -> list[str]:
    """Everything its sender wrote in her own words."""
    answered = [str(one.get("answer", "")) for one in report.answers]
    return [report.description, report.address, *answered]


def mentions(report: Report) -> list[Mention]:
    """What looks personal in what its sender wrote."""
    return [mention for text in texts(report) for mention in find_mentions(text)]


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
