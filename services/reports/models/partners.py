from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.models import Dated
from portal.common.moments import now, today
from portal.common.vietnamese import fold
from services.reports.workflow import State

TOLD_WITHIN = timedelta(days=30)  # What is late for longer was told, or is too old to begin with.


class PartnerQuerySet(models.QuerySet):
    def active(self) -> "PartnerQuerySet":
        return self.filter(is_active=True)

    def search(self, text: str) -> "PartnerQuerySet":
        """Those whose name or address holds every word, with or without marks: they are few."""
        words = fold(text).split()
        told = ((one.pk, fold(f"{one.name} {one.email}")) for one in self)
        return self.filter(pk__in=[pk for pk, said in told if all(word in said for word in words)])


class Partner(Dated):
    """A body outside the administration that helps: electricity, water, telephones."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    email = models.EmailField(_("e-mail address"), help_text=_("Requests go there, by a link."))
    phone = models.CharField(
        _("telephone"), max_length=30, blank=True, help_text=_("Only officers see it.")
    )
    is_active = models.BooleanField(
        pgettext_lazy("a partner", "offered"),
        default=True,
        help_text=_("Officers can choose it when they ask a partner."),
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnerRequestQuerySet(models.QuerySet):
    def unanswered(self) -> "PartnerRequestQuerySet":
        return self.filter(answered_at=None, recalled_at=None)

    def open(self) -> "PartnerRequestQuerySet":
        """Those on which their report waits."""
        return self.unanswered().filter(report__state=State.PARTNER)

    def late(self) -> "PartnerRequestQuerySet":
        """Open ones whose day has passed, unless so long ago that it was told, or is too old."""
        return self.open().filter(due_on__lt=today(), due_on__gte=today() - TOLD_WITHIN)

    def with_report(self) -> "PartnerRequestQuerySet":
        return self.select_related("report__category", "report__commune", "report__agency")


class PartnerRequest(models.Model):
    """What one partner was asked about one report, and what it answered."""

    class Standing(models.TextChoices):
        OPEN = "open", pgettext_lazy("a request", "Waits for an answer")
        LATE = "late", pgettext_lazy("a request", "Late")
        ANSWERED = "answered", pgettext_lazy("a request", "Answered")
        RECALLED = "recalled", pgettext_lazy("a request", "Recalled")
        EXPIRED = "expired", pgettext_lazy("a request", "Ended with the report")

    report = models.ForeignKey(
        "reports.Report", models.PROTECT, related_name="partner_requests", verbose_name=_("report")
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("partner"),
    )
    # As they were when it was asked: a partner's address may change meanwhile.
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    question = models.TextField(_("what is asked"), max_length=2000)
    due_on = models.DateField(_("answer by"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), default=now, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    is_done = models.BooleanField(_("done"), null=True, editable=False)
    recalled_at = models.DateTimeField(_("recalled at"), null=True, blank=True, editable=False)

    objects = PartnerRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to a partner")
        verbose_name_plural = _("requests to partners")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["due_on"], name="partner_request_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(answered_at=None, recalled_at=None),
                name="partner_request_one_open",
                violation_error_message=_("A report waits for one partner at a time."),
            ),
            models.CheckConstraint(
                name="partner_request_answered_or_not",
                condition=Q(answered_at=None, is_done=None)
                | Q(answered_at__isnull=False, is_done__isnull=False),
                violation_error_message=_("An answer says whether it is done."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.name}"

    @property
    def standing(self) -> str:
        """How far it is; follows from what happened to it and to its report."""
        if self.answered_at:
            return self.Standing.ANSWERED
        if self.recalled_at:
            return self.Standing.RECALLED
        if self.report.state != State.PARTNER:
            return self.Standing.EXPIRED
        return self.Standing.LATE if self.is_late_on(today()) else self.Standing.OPEN

    @property
    def is_open(self) -> bool:
        return self.standing in {self.Standing.OPEN, self.Standing.LATE}

    def is_late_on(self, day: date) -> bool:
        return self.due_on < day
