"""The only place that writes dossiers."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Agency, User
from portal.common.moments import now
from portal.common.references import unused_reference
from portal.common.workflow import StepRefused
from portal.workdays.calendar import WorkingCalendar
from services.dossiers import clock, letters, snapshot
from services.dossiers.clock import Due, Explanation
from services.dossiers.models import Dossier, DossierEvent
from services.dossiers.numbering import allocate
from services.dossiers.workflow import CLOSED, CODED, FINISHED, RECEIVE, STEPS, DossierStep, State
from services.procedures.models import Procedure, TimeLimit

REFERENCE_PREFIX = "TN"
MOVED = [
    "state",
    "code",
    "received_at",
    "statutory_due_at",
    "due_at",
    "due_because",
    "completed_at",
    "returned_at",
    "closed_at",
]


@transaction.atomic
def register_dossier(
    *,
    procedure: Procedure,
    agency: Agency,
    by: User,
    holder_name: str,
    submitter_name: str = "",
    holder: User | None = None,
    holder_id_number: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    language: str = "vi",
    channel: str = Dossier.Channel.COUNTER,
    time_limit: TimeLimit | None = None,
    note: str = "",
) -> Dossier:
    """Receive a complete dossier at once: code, due date, first event and letter, or nothing.

    Without a `time_limit` the procedure's ordinary one for this channel holds.
    """
    if not by.has_perm(RECEIVE, agency):
        raise StepRefused(_("You may not receive dossiers at this agency."))
    dossier = Dossier(
        procedure=procedure,
        procedure_snapshot=photograph(procedure, channel, time_limit),
        agency=agency,
        channel=channel,
        holder_name=holder_name,
        submitter_name=submitter_name,
        holder=holder,
        holder_id_number=holder_id_number,
        contact_email=email_of(holder, contact_email),
        contact_phone=contact_phone,
        language=language,
        note=note,
        state=State.RECEIVED,
        created_at=now(),
    )
    receive(dossier)
    dossier.save()
    letters.tell(remember(dossier, "register", by=by), "received")
    return dossier


@transaction.atomic
def submit_dossier(
    *,
    procedure: Procedure,
    agency: Agency,
    holder_name: str,
    submitter_name: str = "",
    holder: User | None = None,
    contact_email: str = "",
    contact_phone: str = "",
    language: str = "vi",
    time_limit: TimeLimit | None = None,
    note: str = "",
) -> Dossier:
    """Store what a resident sent, under a temporary reference; the clock waits for reception."""
    channel = Dossier.Channel.ONLINE
    dossier = Dossier.objects.create(
        reference=fresh_reference(),
        procedure=procedure,
        procedure_snapshot=photograph(procedure, channel, time_limit),
        agency=agency,
        channel=channel,
        holder_name=holder_name,
        submitter_name=submitter_name,
        holder=holder,
        contact_email=email_of(holder, contact_email),
        contact_phone=contact_phone,
        language=language,
        note=note,
        state=State.SUBMITTED,
        created_at=now(),
    )
    letters.tell(remember(dossier, "submit", by=holder), "submitted")
    return dossier


@transaction.atomic
def take_step(dossier: Dossier, name: str, *, by: User, note: str = "") -> Dossier:
    """Move a dossier one step along, remember who did it, and tell the resident.

    Raises StepRefused when the table in workflow.py, or the law, does not allow it.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).with_facts().get(pk=dossier.pk)
    step = STEPS[name]
    step.check(dossier.state, by=by, at=dossier.agency, note=note)
    if name == "request_supplement":
        refuse_a_second_supplement(dossier)

    move(dossier, step)
    dossier.save(update_fields=MOVED)
    event = remember(dossier, name, by=by, note=note)
    if step.tells_resident:
        letters.tell(event, step.message)
    return dossier


def refuse_a_second_supplement(dossier: Dossier) -> None:
    """What is missing is asked for once and completely: the law protects the resident."""
    asked = dossier.events.filter(step="request_supplement")
    if dossier.received_at and asked.filter(at__gte=dossier.received_at).exists():
        raise StepRefused(_("A supplement was requested before; the law allows it only once."))


def move(dossier: Dossier, step: DossierStep) -> None:
    """Change what follows from a step: the state, the clock, and the moments it leaves."""
    before, dossier.state = dossier.state, step.leads_to(dossier.state)
    if step.target in CODED and not dossier.code:
        receive(dossier)
    elif before == State.SUPPLEMENT_REQUESTED and step.target == State.PROCESSING:
        start_clock(dossier, now(), because=(Explanation("restarts"),))
    elif step.target == State.SUPPLEMENT_REQUESTED:
        stop_clock(dossier)
    dossier.closed_at = now() if step.target in CLOSED else None
    dossier.returned_at = now() if step.target == State.RETURNED else None
    if step.target in FINISHED:
        dossier.completed_at = dossier.completed_at or now()


def receive(dossier: Dossier) -> None:
    """Give a dossier its code and start its clock; the statutory date never moves again."""
    dossier.received_at = now()
    dossier.code = allocate(dossier.agency, timezone.localdate(dossier.received_at))
    start_clock(dossier, dossier.received_at)
    dossier.statutory_due_at = dossier.due_at


def start_clock(dossier: Dossier, at: datetime, *, because: tuple[Explanation, ...] = ()) -> None:
    due = due_from(dossier, at)
    dossier.due_at = due.at
    dossier.due_because = [asdict(step) for step in (*because, *due.steps)]


def stop_clock(dossier: Dossier) -> None:
    dossier.due_at = None
    dossier.due_because = []


def due_from(dossier: Dossier, at: datetime) -> Due:
    """When this dossier is due if its time starts now, by the limit it was received under."""
    limit = dossier.procedure_snapshot["time_limit"]
    calendar = WorkingCalendar.read(timezone.localdate(at))
    return clock.due(at, limit["quantity"], limit["unit"], calendar)


def remember(dossier: Dossier, name: str, *, by: User | None, note: str = "") -> DossierEvent:
    return dossier.events.create(step=name, state=dossier.state, by=by, note=note, at=now())


def email_of(holder: User | None, given: str) -> str:
    """Where letters go: the address given, else the one of the holder's account."""
    return given or (holder.email if holder else "") or ""


def photograph(procedure: Procedure, channel: str, limit: TimeLimit | None) -> dict:
    ordinary = next(iter(snapshot.limits_for(procedure, channel)), None)
    return snapshot.take(procedure, limit or ordinary)


def fresh_reference() -> str:
    """A temporary reference that no dossier has."""
    has_dossier = Dossier.objects.filter
    return unused_reference(REFERENCE_PREFIX, lambda text: has_dossier(reference=text).exists())
