from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.models import Event
from services.dossiers import workflow
from services.dossiers.workflow import TONES, State


class DossierEventQuerySet(models.QuerySet):
    def public(self) -> "DossierEventQuerySet":
        """What everyone who knows the code may read."""
        return self.filter(is_public=True)


class DossierEvent(Event):
    """Something that happened to a dossier."""

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="events", verbose_name=_("dossier")
    )

    objects = DossierEventQuerySet.as_manager()

    class Meta(Event.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["dossier", "at"], name="dossier_event_timeline")]

    @property
    def label(self) -> str:
        """What happened, in the office's words."""
        return workflow.label(self.step)

    @property
    def told(self) -> str:
        """What happened, in the resident's words."""
        return workflow.told(self.step)

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    def get_state_display(self) -> str:
        return str(State(self.state).label)
