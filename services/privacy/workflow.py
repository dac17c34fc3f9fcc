"""The life of a request about one's own data, from the asking to the answer."""

from django.db import models
from django.utils.translation import pgettext_lazy

from portal.common.workflow import Step

HANDLE = "privacy.handle_request"


class State(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("request about data", "Sent")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("request about data", "Being looked into")
    DONE = "done", pgettext_lazy("request about data", "Done")
    REFUSED = "refused", pgettext_lazy("request about data", "Cannot be done")
    CANCELLED = "cancelled", pgettext_lazy("request about data", "Taken back by you")


OPEN = frozenset({State.SUBMITTED, State.ACKNOWLEDGED})
CLOSED = frozenset(State) - OPEN

TONES = {
    State.SUBMITTED: "neutral",
    State.ACKNOWLEDGED: "progress",
    State.DONE: "good",
    State.REFUSED: "bad",
    State.CANCELLED: "neutral",
}

STEPS = {
    "acknowledge": Step(
        label=pgettext_lazy("request about data", "Acknowledge"),
        sources=frozenset({State.SUBMITTED}),
        target=State.ACKNOWLEDGED,
        permission=HANDLE,
    ),
    "fulfil": Step(
        label=pgettext_lazy("request about data", "Do it"),
        sources=OPEN,
        target=State.DONE,
        permission=HANDLE,
    ),
    "refuse": Step(
        label=pgettext_lazy("request about data", "Refuse, with the legal reason"),
        sources=OPEN,
        target=State.REFUSED,
        permission=HANDLE,
        needs_note=True,
    ),
    "cancel": Step(
        label=pgettext_lazy("request about data", "Take it back"),
        sources=OPEN,
        target=State.CANCELLED,
        permission=None,
        tells_resident=False,
    ),
}
