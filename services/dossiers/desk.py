"""What waits on an officer's desk, in the order in which it should be done."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.dates import show_moment
from portal.common.masking import mask_name
from portal.common.moments import now
from portal.common.phones import show_phone
from portal.workdays.calendar import WorkingCalendar
from services.dossiers import clock, snapshot
from services.dossiers.models import Dossier
from services.dossiers.models.dossiers import DossierQuerySet
from services.dossiers.workflow import CLOSED, State

# What an officer may ask the desk to show, and its words.
VIEWS = {
    "open": gettext_lazy("Open"),
    "overdue": clock.Progress.OVERDUE.label,
    "due_soon": clock.Progress.DUE_SOON.label,
    **{state.value: state.label for state in State if state != State.DRAFT},
    "closed": gettext_lazy("Closed"),
    "all": gettext_lazy("All"),
}


def warned_until():
    """What is due by this moment is due soon."""
    at = now()
    return clock.soon_until(at, WorkingCalendar.read(timezone.localdate(at)))


def dossiers_for(user, *, view: str = "open", q: str = "", soon=None) -> DossierQuerySet:
    """The dossiers this officer may see, soonest due first."""
    dossiers = Dossier.objects.visible_to(user).sent().with_facts()
    if q:
        dossiers = dossiers.matching(q)
    return narrowed(dossiers, view, soon).soonest_due_first()


def narrowed(dossiers: DossierQuerySet, view: str, soon) -> DossierQuerySet:
    match view:
        case "overdue":
            return dossiers.overdue()
        case "due_soon":
            return dossiers.due_by(soon)
        case "closed":
            return dossiers.filter(state__in=CLOSED)
        case "all":
            return dossiers
        case _state if view in State.values:
            return dossiers.filter(state=view)
    return dossiers.open()


def facts(dossier: Dossier, *, in_full: bool) -> list[dict]:
    """Everything an officer needs to know of it, worded for a list of what and how.

    Whoever only watches over the work learns no more of its people than that there are some.
    """
    procedure = dossier.procedure_snapshot
    people = people_in_full(dossier) if in_full else people_masked(dossier)
    rows = [
        (_("Procedure"), f"{procedure['code']} {procedure['name']}"),
        (_("Time limit"), snapshot.limit_in_words(dossier)),
        (_("Agency"), dossier.agency.name),
        (_("How it came"), dossier.get_channel_display()),
        *people,
        (_("Temporary reference"), dossier.reference if dossier.code else ""),
        (_("Received"), dossier.received_at and show_moment(dossier.received_at)),
        (_("Due"), dossier.due_at and show_moment(dossier.due_at)),
        (_("Due by law"), moved_from(dossier)),
        (_("Completed"), dossier.completed_at and show_moment(dossier.completed_at)),
        (_("Returned"), dossier.returned_at and show_moment(dossier.returned_at)),
        (_("Note for the officers"), dossier.note),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def people_in_full(dossier: Dossier) -> list[tuple[str, str]]:
    return [
        (_("Holder"), dossier.holder_name),
        (_("Submitter"), dossier.submitter_name),
        (_("Telephone"), show_phone(dossier.contact_phone)),
        (_("E-mail address"), dossier.contact_email),
    ]


def people_masked(dossier: Dossier) -> list[tuple[str, str]]:
    return [
        (_("Holder"), mask_name(dossier.holder_name)),
        (_("Submitter"), mask_name(dossier.submitter_name)),
    ]


def moved_from(dossier: Dossier) -> str:
    """The statutory date, where the current one has left it."""
    first = dossier.statutory_due_at
    return show_moment(first) if first and first != dossier.due_at else ""
