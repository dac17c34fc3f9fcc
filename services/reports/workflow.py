"""The whole life of a report on one page. Screens, the API and tests all read this table."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.workflow import Step


class State(models.TextChoices):
    SUBMITTED = "submitted", _("Sent")
    RECEIVED = "received", _("Received")
    IN_PROGRESS = "in_progress", pgettext_lazy("report", "In progress")
    WAITING = "waiting", _("Waiting for you")
    RESOLVED = "resolved", _("Resolved")
    DECLINED = "declined", _("Not handled")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "Withdrawn")


CLOSED = frozenset({State.RESOLVED, State.DECLINED, State.MERGED, State.WITHDRAWN})
OPEN = frozenset(State) - CLOSED

# Words and pictures show to everyone only once an officer has seen them, never when declined, and
# no more once their writer has withdrawn them.
SHOWN = frozenset(State) - {State.SUBMITTED, State.DECLINED, State.WITHDRAWN}

# While the resident is waited for, the clock stands still.
PAUSED = frozenset({State.WAITING})

# What officers read where a state's own word speaks to the resident.
AT_THE_DESK = {
    State.WAITING: _("Waiting for the resident"),
    State.WITHDRAWN: _("Withdrawn by the sender"),
}

# Colour of the status tag; the word always stands beside it.
TONES = {
    State.SUBMITTED: "neutral",
    State.RECEIVED: "info",
    State.IN_PROGRESS: "progress",
    State.WAITING: "waiting",
    State.RESOLVED: "good",
    State.DECLINED: "bad",
    State.MERGED: "neutral",
    State.WITHDRAWN: "neutral",
}

HANDLE = "reports.handle_report"

STEPS = {
    "receive": Step(
        label=_("Receive"),
        sources=frozenset({State.SUBMITTED}),
        target=State.RECEIVED,
        permission=HANDLE,
    ),
    "start": Step(
        label=_("Start work"),
        sources=frozenset({State.RECEIVED}),
        target=State.IN_PROGRESS,
        permission=HANDLE,
    ),
    "ask": Step(
        label=_("Ask the resident"),
        sources=frozenset({State.RECEIVED, State.IN_PROGRESS}),
        target=State.WAITING,
        permission=HANDLE,
        needs_note=True,
    ),
    "supply": Step(
        label=_("Answer the officer"),
        sources=frozenset({State.WAITING}),
        target=State.IN_PROGRESS,
        permission=None,
        needs_note=True,
        is_public=False,  # Her answer is for the officer.
        tells_resident=False,
    ),
    "resume": Step(
        label=_("Go on with the work"),
        sources=frozenset({State.WAITING}),
        target=State.IN_PROGRESS,
        permission=HANDLE,
        needs_note=True,  # She may have answered by telephone: say what is known now.
        tells_resident=False,
    ),
    "resolve": Step(
        label=_("Resolve"),
        sources=frozenset({State.IN_PROGRESS}),
        target=State.RESOLVED,
        permission=HANDLE,
        needs_note=True,
    ),
    "decline": Step(
        label=_("Decline"),
        sources=frozenset({State.SUBMITTED, State.RECEIVED, State.IN_PROGRESS, State.WAITING}),
        target=State.DECLINED,
        permission=HANDLE,
        needs_note=True,
    ),
    "merge": Step(
        label=_("Merge into another report"),
        sources=frozenset({State.SUBMITTED, State.RECEIVED, State.IN_PROGRESS}),
        target=State.MERGED,
        permission=HANDLE,
        needs_note=True,
    ),
    "reopen": Step(
        label=_("Reopen"),
        sources=frozenset({State.RESOLVED, State.DECLINED}),
        target=State.IN_PROGRESS,
        permission=HANDLE,
        needs_note=True,
    ),
    "withdraw": Step(
        label=_("Withdraw"),
        sources=frozenset({State.SUBMITTED, State.RECEIVED, State.IN_PROGRESS, State.WAITING}),
        target=State.WITHDRAWN,
        permission=None,
    ),
    "object": Step(
        label=_("Not solved yet"),
        sources=frozenset({State.RESOLVED}),
        target=State.IN_PROGRESS,
        permission=None,  # By rule, when somebody judges so: see actions/judging.py.
    ),
}

# The steps by which an officer asks the resident; what else happens meanwhile is no question.
ASKING = frozenset(name for name, step in STEPS.items() if step.target in PAUSED)

# The way a report usually goes.
ONWARD = frozenset({"receive", "start", "resume", "resolve"})

# What a resident does herself; everything else is an officer's.
BY_RESIDENT = frozenset(
    {"submit", "edit"} | {name for name, step in STEPS.items() if not step.permission}
)

# What a timeline says where the state alone would not tell what happened.
TITLES = {
    "edit": _("The sender changed the report"),
    "object": _("Open again, as it is not done yet"),
    "escalate": _("Residents are not satisfied for the second time"),
    "extend": _("Given more time"),
    "show_photo": _("A photo is shown to everyone"),
    "delete_photo": _("A photo was taken away"),
}
