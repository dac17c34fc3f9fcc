"""What everyone who knows a code may see of a dossier: how far it is, and nothing of whose.

Pages and the API draw this, never the dossier itself, so neither can show what is not in here.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from portal.common.dates import show_day, show_moment
from portal.common.moments import now
from portal.workdays.calendar import WorkingCalendar
from services.dossiers import clock
from services.dossiers.clock import Progress
from services.dossiers.models import Dossier
from services.dossiers.workflow import FINISHED, RUNNING, State

PROGRESS_TONES = {
    Progress.EARLY: "good",
    Progress.ON_TIME: "good",
    Progress.WITHIN: "info",
    Progress.DUE_SOON: "waiting",
    Progress.OVERDUE: "late",
    Progress.LATE: "late",
}

# What its holder can do now, where there is something to do or to know.
ADVICE = {
    State.SUBMITTED: gettext_lazy("The one-stop desk answers within 8 working hours."),
    State.NOT_RECEIVED: gettext_lazy("The letter sent to you says why, and where to turn."),
    State.SUPPLEMENT_REQUESTED: gettext_lazy(
        "The letter sent to you names the missing papers. The time stands still, and starts again "
        "from zero when they are complete."
    ),
    State.PAYMENT_REQUESTED: gettext_lazy("The letter sent to you says how much, and where."),
    State.STOPPED: gettext_lazy("The letter sent to you says why, and what you can do."),
    State.COMPLETED: gettext_lazy(
        "Please bring your receipt and a paper with your photo to the one-stop desk."
    ),
}


@dataclass(frozen=True)
class MaskedEvent:
    """One thing that happened, in the resident's words; never the officer's note."""

    title: str
    state: str
    at: datetime
    tone: str = "progress"
    now: bool = False
    later: bool = False


@dataclass(frozen=True)
class MaskedDossier:
    """A dossier without its people."""

    code: str
    procedure_code: str
    procedure_name: str
    agency: str
    state: str
    state_label: str
    tone: str
    progress: Progress | None
    received_at: datetime | None
    due_at: datetime | None
    completed_at: datetime | None
    returned_at: datetime | None
    because: list[str]
    advice: str
    events: list[MaskedEvent]

    @property
    def progress_label(self) -> str:
        return str(self.progress.label) if self.progress else ""

    @property
    def progress_tone(self) -> str:
        return PROGRESS_TONES[self.progress] if self.progress else "neutral"

    @property
    def is_overdue(self) -> bool:
        return self.progress == Progress.OVERDUE

    @property
    def rows(self) -> list[dict[str, str]]:
        """Its facts, worded for a list of what and how."""
        facts = [
            (pgettext("of a dossier", "Code"), self.code),
            (_("Agency"), self.agency),
            (_("Received"), show_moment(self.received_at) if self.received_at else ""),
            (_("Due"), show_day(self.due_at) if self.due_at else ""),
            (_("Completed"), show_moment(self.completed_at) if self.completed_at else ""),
            (_("Returned"), show_moment(self.returned_at) if self.returned_at else ""),
        ]
        return [{"label": label, "value": value} for label, value in facts if value]

    @property
    def timeline(self) -> list[MaskedEvent]:
        """What happened, and the result that is still to come."""
        if self.state not in RUNNING or not self.due_at or self.is_overdue:
            return self.events
        return [*self.events, MaskedEvent(_("Result"), State.COMPLETED, self.due_at, later=True)]


def mask(dossier: Dossier) -> MaskedDossier:
    """The public side of a dossier fetched `with_facts().with_timeline()`."""
    at = now()
    soon = clock.soon_until(at, WorkingCalendar.read(timezone.localdate(at)))
    finished = dossier.state in FINISHED
    return MaskedDossier(
        code=dossier.public_code,
        procedure_code=dossier.procedure.code,
        procedure_name=dossier.procedure.name,
        agency=dossier.agency.name,
        state=dossier.state,
        state_label=dossier.get_state_display(),
        tone=dossier.tone,
        progress=dossier.progress(at=at, soon=soon),
        received_at=dossier.received_at,
        due_at=dossier.due_at if dossier.state in RUNNING or finished else None,
        completed_at=dossier.completed_at,
        returned_at=dossier.returned_at,
        because=[step.words for step in dossier.explanations],
        advice=str(ADVICE.get(State(dossier.state), "")),
        events=mask_events(dossier),
    )


def mask_events(dossier: Dossier) -> list[MaskedEvent]:
    events = [event for event in dossier.events.all() if event.is_public]
    return [
        MaskedEvent(
            title=event.told,
            state=event.state,
            at=event.at,
            tone=event.tone if event is events[-1] else "progress",
            now=event is events[-1],
        )
        for event in events
    ]
