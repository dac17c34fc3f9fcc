"""Whoever owes papers, or has a result to fetch, is told once more, after some working days."""

from django.db import transaction
from django.utils.translation import override

from portal.common.moments import today
from portal.workdays.calendar import days_waited, is_working_day
from services.dossiers.letters import facts_of, matter_of
from services.dossiers.models import Dossier, DossierEvent
from services.dossiers.workflow import State
from services.notifications import outbox

# Working days since the event, and the letter, for each state in which the resident is awaited.
AWAITED = {
    State.SUPPLEMENT_REQUESTED: (5, "dossiers/supplement_reminder"),
    State.COMPLETED: (3, "dossiers/fetch_reminder"),
}
NOT_AFTER = 15  # What waits longer was reminded of, or is too old to begin with.


def remind_awaited() -> int:
    """Remind everyone who is awaited by now, once for each event; say how many."""
    if not is_working_day(today()):
        return 0
    return sum(remind_in(state) for state in AWAITED)


def remind_in(state: State) -> int:
    days, _kind = AWAITED[state]
    since, until = days_waited(today(), days, at_most=NOT_AFTER)
    events = DossierEvent.objects.filter(
        state=state, at__gte=since, at__lt=until, dossier__state=state
    )
    return sum(remind(pk) for pk in events.values_list("pk", flat=True).iterator())


@transaction.atomic
def remind(event_pk: int) -> bool:
    """Post the reminder that belongs to one event, if the dossier still waits for it."""
    event = DossierEvent.objects.get(pk=event_pk)
    locked = Dossier.objects.select_for_update(of=("self",)).with_facts()
    event.dossier = dossier = locked.get(pk=event.dossier_id)
    key = f"dossier-event-{event.pk}-reminder"
    if not is_awaited(event) or outbox.is_posted(key):
        return False
    _days, kind = AWAITED[State(event.state)]
    with override(dossier.language):
        facts = facts_of(dossier) | {"note": event.note}
    matter = matter_of(dossier)
    return bool(outbox.post(dossier.contact, kind, key=key, matter=matter, **facts))


def is_awaited(event: DossierEvent) -> bool:
    """Whether the dossier is still where this event left it."""
    dossier = event.dossier
    last = dossier.events.filter(state=event.state).order_by("at", "pk").last()
    return dossier.state == event.state and last == event
