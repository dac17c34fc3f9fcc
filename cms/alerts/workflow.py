"""The whole life of an alert on one page."""

from django.db import models
from django.utils.translation import pgettext_lazy

from portal.common.workflow import Step

PUBLISH = "cms.change_alert"


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("an alert", "Draft")
    PUBLISHED = "published", pgettext_lazy("an alert", "Published")
    UPDATED = "updated", pgettext_lazy("an alert", "Updated")
    CANCELLED = "cancelled", pgettext_lazy("an alert", "Cancelled")


IN_FORCE = frozenset({State.PUBLISHED, State.UPDATED})

STEPS = {
    "publish": Step(
        label=pgettext_lazy("an alert", "Publish"),
        sources=frozenset({State.DRAFT}),
        target=State.PUBLISHED,
        permission=PUBLISH,
    ),
    "update": Step(
        label=pgettext_lazy("an alert", "Publish the changes"),
        sources=IN_FORCE,
        target=State.UPDATED,
        permission=PUBLISH,
        needs_note=True,
    ),
    "cancel": Step(
        label=pgettext_lazy("an alert", "Cancel"),
        sources=IN_FORCE,
        target=State.CANCELLED,
        permission=PUBLISH,
        needs_note=True,
    ),
}
