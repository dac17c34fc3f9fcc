"""The whole life of a dossier on one page: its states, and the steps between them."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common import workflow
from portal.common.workflow import Step, Words


class State(models.TextChoices):
    """States as the national synchronisation names them."""

    DRAFT = "draft", pgettext_lazy("dossier", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("dossier", "Newly submitted")
    RECEIVED = "received", pgettext_lazy("dossier", "Received")
    NOT_RECEIVED = "not_received", pgettext_lazy("dossier", "Not received")
    PROCESSING = "processing", pgettext_lazy("dossier", "In progress")
    SUPPLEMENT_REQUESTED = "supplement_requested", pgettext_lazy("dossier", "Supplement requested")
    PAYMENT_REQUESTED = "payment_requested", pgettext_lazy("dossier", "Payment requested")
    WITHDRAWN = "withdrawn", pgettext_lazy("dossier", "Withdrawn by the resident")
    STOPPED = "stopped", pgettext_lazy("dossier", "Stopped")
    COMPLETED = "completed", pgettext_lazy("dossier", "Completed")
    RETURNED = "returned", pgettext_lazy("dossier", "Result returned")


BEFORE_RECEPTION = frozenset({State.DRAFT, State.SUBMITTED, State.NOT_RECEIVED})
CODED = frozenset(  # Only a received dossier gets here, so it has a code.
    {State.RECEIVED, State.PROCESSING, State.PAYMENT_REQUESTED, State.COMPLETED, State.RETURNED}
)
RUNNING = frozenset(  # The clock runs.
    {State.RECEIVED, State.PROCESSING, State.PAYMENT_REQUESTED}
)
FINISHED = frozenset({State.COMPLETED, State.RETURNED})  # There is a result.
CLOSED = frozenset({State.NOT_RECEIVED, State.WITHDRAWN, State.STOPPED, State.RETURNED})

# Colour of the status tag; the word always stands beside it.
TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "neutral",
    State.RECEIVED: "info",
    State.NOT_RECEIVED: "bad",
    State.PROCESSING: "progress",
    State.SUPPLEMENT_REQUESTED: "waiting",
    State.PAYMENT_REQUESTED: "waiting",
    State.WITHDRAWN: "neutral",
    State.STOPPED: "bad",
    State.COMPLETED: "good",
    State.RETURNED: "good",
}

RECEIVE = "dossiers.receive_dossier"
HANDLE = "dossiers.handle_dossier"


@dataclass(frozen=True, kw_only=True)
class DossierStep(Step):
    """A step with the words its resident reads, and the letter that brings them."""

    told: Words
    message: str = ""  # templates/messages/dossiers/<message>.txt; empty tells nobody.
    permission_before_reception: str | None = None

    def seen_from(self, state: str) -> "DossierStep":
        """The step as it stands in this state: before reception the one-stop desk decides."""
        if state == State.SUBMITTED and self.permission_before_reception:
            return replace(self, permission=self.permission_before_reception)
        return self

    def check(self, state: str, *, by: Any, at: Any = None, note: str = "") -> None:
        Step.check(self.seen_from(state), state, by=by, at=at, note=note)


STEPS = {
    "receive": DossierStep(
        label=_("Receive"),
        told=_("The one-stop desk received your dossier."),
        sources=frozenset({State.SUBMITTED}),
        target=State.RECEIVED,
        permission=RECEIVE,
        message="received",
    ),
    "refuse": DossierStep(
        label=_("Refuse to receive"),
        told=_("The one-stop desk could not receive this dossier."),
        sources=frozenset({State.SUBMITTED}),
        target=State.NOT_RECEIVED,
        permission=RECEIVE,
        needs_note=True,
        message="refused",
    ),
    "process": DossierStep(
        label=_("Start processing"),
        told=_("An officer is working on your dossier."),
        sources=frozenset({State.RECEIVED}),
        target=State.PROCESSING,
        permission=HANDLE,
        message="processing",
    ),
    "complete": DossierStep(
        label=_("Complete"),
        told=_("Your result is ready: please collect it."),
        sources=frozenset({State.PROCESSING}),
        target=State.COMPLETED,
        permission=HANDLE,
        message="completed",
    ),
    "request_supplement": DossierStep(
        label=_("Request a supplement"),
        told=_("Papers are missing: please bring or send them."),
        sources=frozenset({State.SUBMITTED, State.PROCESSING}),
        target=State.SUPPLEMENT_REQUESTED,
        permission=HANDLE,
        permission_before_reception=RECEIVE,
        needs_note=True,
        message="supplement_requested",
    ),
    "supplement_received": DossierStep(
        label=_("Supplement received"),
        told=_("Your papers are complete; the time starts again."),
        sources=frozenset({State.SUPPLEMENT_REQUESTED}),
        target=State.PROCESSING,
        permission=RECEIVE,
        message="supplement_received",
    ),
    "request_payment": DossierStep(
        label=_("Request payment"),
        told=_("A fee or a tax is to be paid."),
        sources=frozenset({State.PROCESSING}),
        target=State.PAYMENT_REQUESTED,
        permission=HANDLE,
        needs_note=True,
        message="payment_requested",
    ),
    "payment_received": DossierStep(
        label=_("Payment received"),
        told=_("Your payment has arrived."),
        sources=frozenset({State.PAYMENT_REQUESTED}),
        target=State.PROCESSING,
        permission=RECEIVE,
        message="payment_received",
    ),
    "stop": DossierStep(
        label=_("Stop processing"),
        told=_("The agency stopped working on this dossier."),
        sources=frozenset({State.PROCESSING, State.SUPPLEMENT_REQUESTED}),
        target=State.STOPPED,
        permission=HANDLE,
        needs_note=True,
        message="stopped",
    ),
    "withdraw": DossierStep(
        label=_("Withdraw at the resident's wish"),
        told=_("You withdrew this dossier."),
        sources=frozenset({State.SUBMITTED, State.PROCESSING}),
        target=State.WITHDRAWN,
        permission=RECEIVE,
        message="withdrawn",
    ),
    "return_result": DossierStep(
        label=_("Return the result"),
        told=_("You received your result."),
        sources=frozenset({State.COMPLETED}),
        target=State.RETURNED,
        permission=RECEIVE,
        message="returned",
    ),
    "correct_return": DossierStep(
        label=_("Correct: not returned yet"),
        told=_("Corrected: the result is still at the one-stop desk."),
        sources=frozenset({State.RETURNED}),
        target=State.COMPLETED,
        permission=RECEIVE,
        needs_note=True,
        tells_resident=False,
    ),
}

# How a dossier's story begins: no steps, because nothing comes before them.
BEGINNINGS = {
    "submit": (pgettext_lazy("dossier", "Submitted"), _("You sent this dossier.")),
    "register": (_("Received at the counter"), STEPS["receive"].told),
}


def possible_steps(state: str, *, by: Any, at: Any = None) -> dict[str, Step]:
    """The steps that this officer may take now, in the table's order."""
    steps = {name: step.seen_from(state) for name, step in STEPS.items()}
    return workflow.possible(steps, state, by=by, at=at)


def label(name: str) -> str:
    """What the office calls an event."""
    return str(STEPS[name].label if name in STEPS else BEGINNINGS[name][0])


def told(name: str) -> str:
    """What the resident reads of an event."""
    return str(STEPS[name].told if name in STEPS else BEGINNINGS[name][1])
