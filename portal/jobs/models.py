"""Who is working, and what is done when."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now

LEASE = timedelta(seconds=60)  # A worker silent for longer is taken for dead.
OVERDUE = timedelta(minutes=5)  # A duty nobody has taken up for so long is late.


class HeartbeatQuerySet(models.QuerySet):
    def fresh(self):
        """Workers that are alive as far as anyone can tell."""
        return self.filter(at__gt=now() - LEASE)

    def beat(self, worker: str) -> None:
        """Say that this worker is alive."""
        self.update_or_create(worker=worker, defaults={"at": now()})


class Heartbeat(models.Model):
    """The last sign of life of one worker."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    at = models.DateTimeField(_("at"))

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.worker} {self.at:%Y-%m-%d %H:%M:%S}"


class ScheduleEntryQuerySet(models.QuerySet):
    def overdue(self):
        """Duties that nobody took up when their time came."""
        return self.filter(next_at__lt=now() - OVERDUE)


class ScheduleEntry(models.Model):
    """When a periodic duty is due next, and how it went last; its row lets one worker take it."""

    name = models.CharField(_("duty"), max_length=200, primary_key=True)
    next_at = models.DateTimeField(_("due next"))
    started_at = models.DateTimeField(_("last begun"), null=True, editable=False)
    ended_at = models.DateTimeField(_("last ended"), null=True, editable=False)
    handled = models.PositiveIntegerField(_("things seen to"), null=True, editable=False)
    error = models.CharField(_("last error"), max_length=80, blank=True, editable=False)

    objects = ScheduleEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodic duty")
        verbose_name_plural = _("periodic duties")

    def __str__(self) -> str:
        return f"{self.name} {self.next_at:%Y-%m-%d %H:%M:%S}"

    @property
    def is_overdue(self) -> bool:
        return self.next_at < now() - OVERDUE

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def took(self) -> timedelta | None:
        """How long it was at work the last time."""
        return self.ended_at - self.started_at if self.started_at and self.ended_at else None
