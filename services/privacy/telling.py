"""What we hold of a person and what became of her requests, as her pages tell it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.common.dates import show_day, show_moment
from services.privacy.models import Consent, DataRequest, Purpose
from services.privacy.registry import HOLDINGS
from services.privacy.wordings import WORDINGS
from services.privacy.workflow import State


def holdings(user: User) -> list[dict]:
    """Each kind of thing we hold: how much, what for, how long."""
    return [
        {
            "label": holding.label,
            "count": counted(holding.count(user)),
            "purpose": holding.purpose,
            "kept": holding.kept,
        }
        for holding in HOLDINGS.values()
    ]


def counted(count: int) -> str:
    if not count:
        return _("Nothing")
    return ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}


def consents(user: User) -> list[dict]:
    """Each purpose, its words, and since when she agrees, if she does."""
    standing = {one.purpose: one for one in Consent.objects.of(user).standing()}
    return [
        {
            "purpose": purpose.value,
            "label": purpose.label,
            "wording": standing[purpose].wording if purpose in standing else wording.text,
            "since": show_day(standing[purpose].given_at) if purpose in standing else "",
        }
        for purpose, wording in ((one, WORDINGS[one]) for one in Purpose)
    ]


def facts(request: DataRequest, *, at_desk: bool = False) -> list[dict]:
    """What was asked, and by when it is answered; to whom asks, or to whom answers."""
    rows = [
        (_("Reference"), request.reference),
        (_("What is asked") if at_desk else _("What you asked"), request.get_kind_display()),
        (_("In the person's own words") if at_desk else _("In your own words"), request.words),
        (_("Asked on"), show_moment(request.created_at)),
        (_("To be acknowledged by"), show_day(request.acknowledge_by)),
        (_("To be done by"), show_day(request.due_at)),
        (_("Closed on"), show_day(request.closed_at) if request.closed_at else ""),
    ]
    return [{"label": label, "value": value, "lines": True} for label, value in rows if value]


def timeline(request: DataRequest) -> list[dict]:
    """What happened, in the person's words; officers stay an office."""
    told = list(request.events.all())
    return [
        {
            "title": event.get_state_display(),
            "at": event.at,
            "note": event.note,
            "tone": event.tone,
            "now": event is told[-1] and request.state in {State.SUBMITTED, State.ACKNOWLEDGED},
        }
        for event in told
    ]
