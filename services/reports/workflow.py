"""The whole life of a report on one page. Screens, the API and tests all read this table."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.workflow import Step


class State(models.TextChoices):
    SUBMITTED = "submitted", _("Sent")
    RECEIVED = "received", _("Received")
    ASSIGNED = "assigned", _("Given to an officer")
    IN_PROGRESS = "in_progress", pgettext_lazy("report", "In progress")
    WAITING = "waiting", _("Waiting for you")
    PARTNER = "partner", _("Waiting for a partner")
    SCHEDULED = "scheduled", _("Scheduled")
    REOPENED = "reopened", pgettext_lazy("report", "Open again")
    RESOLVED = "resolved", _("Resolved")
    DECLINED = "declined", _("Not handled")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "Withdrawn")
    SPAM = "spam", _("Not a report")


CLOSED = frozenset({State.RESOLVED, State.DECLINED, State.MERGED, State.WITHDRAWN, State.SPAM})
OPEN = frozenset(State) - CLOSED

# An officer's desk has it in hand and waits for nobody.
IN_HAND = frozenset(
    {State.RECEIVED, State.ASSIGNED, State.IN_PROGRESS, State.SCHEDULED, State.REOPENED}
)

# Words and pictures show to everyone only once an officer has seen them, never when declined or
# no report at all, and no more once their writer has withdrawn them.
SHOWN = frozenset(State) - {State.SUBMITTED, State.DECLINED, State.WITHDRAWN, State.SPAM}

# While the resident is waited for, the clock stands still. Other grounds stop it by a step of
# their own, whatever the state: see clock.py.
PAUSED = frozenset({State.WAITING})
PAUSE, UNPAUSE = "pause", "unpause"

# What officers read where a state's own word speaks to the resident.
AT_THE_DESK = {
    State.WAITING: _("Waiting for the resident"),
    State.WITHDRAWN: _("Withdrawn by the sender"),
}

# Colour of the status tag; the word always stands beside it.
TONES = {
    State.SUBMITTED: "neutral",
    State.RECEIVED: "info",
    State.ASSIGNED: "info",
    State.IN_PROGRESS: "progress",
    State.WAITING: "waiting",
    State.PARTNER: "waiting",
    State.SCHEDULED: "progress",
    State.REOPENED: "progress",
    State.RESOLVED: "good",
    State.DECLINED: "bad",
    State.MERGED: "neutral",
    State.WITHDRAWN: "neutral",
    State.SPAM: "neutral",
}

HANDLE = "reports.handle_report"
COORDINATE = "reports.coordinate_reports"
OVERSEE = "reports.oversee_reports"  # Whoever answers for an agency hears when it is late.

STEPS = {
    "receive": Step(
        label=_("Receive"),
        sources=frozenset({State.SUBMITTED}),
        target=State.RECEIVED,
        permission=HANDLE,
    ),
    "assign": Step(
        label=_("Give to an officer"),
        sources=frozenset({State.RECEIVED, State.ASSIGNED, State.REOPENED}),
        target=State.ASSIGNED,
        permission=HANDLE,
        needs=("officer",),
        is_public=False,  # Residents deal with an agency; who of it goes there is its own affair.
        tells_resident=False,
    ),
    "hand_over": Step(
        label=_("Hand over to another officer"),
        sources=frozenset({State.IN_PROGRESS, State.WAITING, State.PARTNER, State.SCHEDULED}),
        target=None,
        permission=HANDLE,
        needs=("officer",),
        is_public=False,
        tells_resident=False,
    ),
    "start": Step(
        label=_("Start work"),
        sources=IN_HAND - {State.IN_PROGRESS},
        target=State.IN_PROGRESS,
        permission=HANDLE,
    ),
    "schedule": Step(
        label=_("Plan for a day"),
        sources=IN_HAND,
        target=State.SCHEDULED,
        permission=HANDLE,
        needs=("day",),
    ),
    "ask": Step(
        label=_("Ask the resident"),
        sources=IN_HAND,
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
    "close_unanswered": Step(
        label=_("Close, as no answer came"),
        sources=frozenset({State.WAITING}),
        target=State.DECLINED,
        permission=None,  # By rule, when a question was not answered in time: see unanswered.py.
        needs=("reason",),
    ),
    "ask_partner": Step(
        label=_("Ask a partner"),
        sources=IN_HAND,
        target=State.PARTNER,
        permission=HANDLE,
        needs_note=True,
        needs=("partner",),
    ),
    "partner_answers": Step(
        label=_("Answer as a partner"),
        sources=frozenset({State.PARTNER}),
        target=State.IN_PROGRESS,
        permission=None,  # By the link that the partner was sent.
        needs_note=True,
        is_public=False,  # The officer looks at it first.
        tells_resident=False,
    ),
    "recall": Step(
        label=_("Go on without the partner"),
        sources=frozenset({State.PARTNER}),
        target=State.IN_PROGRESS,
        permission=HANDLE,
        needs_note=True,
        tells_resident=False,
    ),
    "resolve": Step(
        label=_("Resolve"),
        sources=frozenset({State.IN_PROGRESS, State.SCHEDULED, State.REOPENED}),
        target=State.RESOLVED,
        permission=HANDLE,
        needs_note=True,
    ),
    "decline": Step(
        label=_("Decline"),
        sources=OPEN,
        target=State.DECLINED,
        permission=HANDLE,
        needs_note=True,
        needs=("reason",),
    ),
    "recategorise": Step(
        label=_("Change the kind"),
        sources=OPEN,
        target=None,
        permission=HANDLE,
        needs=("category",),
        tells_resident=False,
    ),
    "refuse": Step(
        label=_("Refuse: it belongs to others"),
        sources=frozenset({State.SUBMITTED, State.RECEIVED, State.ASSIGNED, State.REOPENED}),
        target=None,  # Only what an officer had is received anew: see actions/refusing.py.
        permission=HANDLE,
        needs_note=True,
        is_public=False,  # Which office it is does not interest whoever sent it.
        tells_resident=False,
    ),
    "transfer": Step(
        label=_("Send to another agency"),
        sources=IN_HAND | {State.SUBMITTED},
        target=State.RECEIVED,
        permission=COORDINATE,
        needs_note=True,
        needs=("agency",),
    ),
    PAUSE: Step(
        label=_("Stop the clock"),
        sources=IN_HAND | {State.PARTNER},
        target=None,
        permission=HANDLE,
        needs_note=True,
        needs=("ground",),
    ),
    UNPAUSE: Step(
        label=_("Let the clock run on"),
        sources=IN_HAND | {State.PARTNER},
        target=None,
        permission=HANDLE,
        tells_resident=False,
    ),
    "merge": Step(
        label=_("Merge into another report"),
        sources=OPEN,
        target=State.MERGED,
        permission=HANDLE,
        needs_note=True,
        needs=("into",),
    ),
    "unmerge": Step(
        label=_("Part from the other report again"),
        sources=frozenset({State.MERGED}),
        target=None,  # As it was before: see actions/merging.py.
        permission=HANDLE,
        needs_note=True,
    ),
    "split": Step(
        label=_("Split into parts"),
        sources=IN_HAND,
        target=State.IN_PROGRESS,
        permission=HANDLE,
        needs_note=True,
        needs=("parts",),
    ),
    "parts_resolved": Step(
        label=_("Close, as all parts are done"),
        sources=frozenset({State.IN_PROGRESS}),
        target=State.RESOLVED,
        permission=None,  # By rule, with its last part: see actions/splitting.py.
    ),
    "parts_declined": Step(
        label=_("Close, as no part is handled"),
        sources=frozenset({State.IN_PROGRESS}),
        target=State.DECLINED,
        permission=None,
    ),
    "part_reopened": Step(
        label=_("Open again, with a part"),
        sources=(OPEN - {State.SUBMITTED, State.IN_PROGRESS})
        | frozenset({State.RESOLVED, State.DECLINED}),
        target=State.IN_PROGRESS,
        permission=None,  # By rule, when one of its parts is open again.
    ),
    "reopen": Step(
        label=_("Reopen"),
        sources=frozenset({State.RESOLVED, State.DECLINED}),
        target=State.REOPENED,
        permission=HANDLE,
        needs_note=True,
    ),
    "withdraw": Step(
        label=_("Withdraw"),
        sources=OPEN,
        target=State.WITHDRAWN,
        permission=None,
    ),
    "object": Step(
        label=_("Not solved yet"),
        sources=frozenset({State.RESOLVED}),
        target=State.REOPENED,
        permission=None,  # By rule, when somebody judges so: see actions/judging.py.
    ),
    "spam": Step(
        label=_("Mark as no report"),
        sources=OPEN,
        target=State.SPAM,
        permission=HANDLE,
        needs_note=True,
    ),
    "restore": Step(
        label=_("It is a report after all"),
        sources=frozenset({State.SPAM}),
        target=State.RECEIVED,
        permission=HANDLE,
        needs_note=True,
    ),
}

# These do more than move one report, each by an action of its own.
OF_THEIR_OWN = frozenset(
    {
        "ask_partner",
        "partner_answers",
        "refuse",
        "merge",
        "unmerge",
        "split",
        "parts_resolved",
        "parts_declined",
        "part_reopened",
    }
)

# The steps by which an officer asks the resident; what else happens meanwhile is no question.
ASKING = frozenset(name for name, step in STEPS.items() if step.target in PAUSED)

# The steps after which residents are asked whether it is so.
RESOLVING = frozenset(name for name, step in STEPS.items() if step.target == State.RESOLVED)

# The way a report usually goes.
ONWARD = frozenset({"receive", "start", "resume", "resolve"})

# What a resident does herself, what happens by rule and what a partner does; the rest is an
# officer's.
BY_RESIDENT = frozenset({"submit", "edit", "supply", "withdraw", "object"})
BY_RULE = frozenset(
    {"close_unanswered", "parts_resolved", "parts_declined", "part_reopened", "escalate"}
)
BY_PARTNER = frozenset({"partner_answers"})

# What a timeline says where the state alone would not tell what happened.
TITLES = {
    "hand_over": _("Given to another officer"),
    "recategorise": _("Filed under another kind"),
    "refuse": _("The agency says that it belongs to others"),
    "transfer": _("Sent to another agency"),
    "route": _("Sent where its kind goes"),
    PAUSE: _("The clock was stopped"),
    UNPAUSE: _("The clock runs on"),
    "partner_answers": _("The partner has answered"),
    "unmerge": _("Handled by itself again"),
    "split": _("Split into parts"),
    "part": _("Split off from a report about several things"),
    "part_reopened": _("Open again, as one of its parts is"),
    "absorbed": _("Another report was merged into this one"),
    "parted": _("A report that was merged into this one is handled by itself again"),
    "restore": _("Received after all"),
    "close_unanswered": _("Closed, as no answer came"),
    "edit": _("The sender changed the report"),
    "object": _("Open again, as it is not done yet"),
    "escalate": _("Residents are not satisfied for the second time"),
    "extend": _("Given more time"),
    "entered": _("Entered by an officer"),
    "arrived": _("An officer is at the place"),
    "note": _("A note for colleagues"),
    "show_photo": _("A photo is shown to everyone"),
    "delete_photo": _("A photo was taken away"),
    "blur_photo": _("A photo was blurred"),
    "unblur_photo": _("A photo is no longer blurred"),
    "hide_words": _("Words were hidden"),
    "show_words": _("Hidden words are shown again"),
    "hide": _("Hidden from everyone else"),
    "unhide": _("Shown to everyone again"),
    "block": _("The sender was blocked for a time"),
    "unblock": _("The sender is no longer blocked"),
    "appeal": _("The sender asks not to be blocked"),
}
