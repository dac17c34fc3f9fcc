from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.models import Event
from services.reports.workflow import AT_THE_DESK, BY_RESIDENT, TITLES, State


class ReportEventQuerySet(models.QuerySet):
    def public(self) -> "ReportEventQuerySet":
        """What everyone may read."""
        return self.filter(is_public=True)


class ReportEvent(Event):
    """Something that happened to a report."""

    report = models.ForeignKey(
        "reports.Report", models.PROTECT, related_name="events", verbose_name=_("report")
    )

    due_at = models.DateTimeField(
        _("due from then on"),
        null=True,
        blank=True,
        help_text=_("Only where this moved the date."),
    )

    details = models.JSONField(
        _("details"), default=dict, blank=True, help_text=_("What the step was given besides.")
    )
    salt = models.CharField(max_length=32, editable=False, default="")
    words_digest = models.CharField(max_length=64, editable=False, default="")
    digest = models.CharField(max_length=64, editable=False, default="")

    objects = ReportEventQuerySet.as_manager()

    class Meta(Event.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["report", "at"], name="report_event_timeline")]

    def get_state_display(self) -> str:
        return State(self.state).label

    @property
    def title(self) -> str:
        """What happened, in words for residents."""
        return str(TITLES.get(self.step) or self.get_state_display())

    @property
    def title_at_desk(self) -> str:
        """What happened, in words for officers."""
        return str(TITLES.get(self.step) or self.state_at_desk)

    @property
    def public_note(self) -> str:
        """What everyone may read of it: what a resident wrote is for the officers."""
        return self.note if self.is_public and self.step not in BY_RESIDENT else ""

    @property
    def state_at_desk(self) -> str:
        """The state in words for officers."""
        return AT_THE_DESK.get(State(self.state), self.get_state_display())
