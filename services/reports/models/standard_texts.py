from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import Agency
from portal.common.models import Dated
from portal.common.moments import now
from services.reports.workflow import COORDINATE, HANDLE


class StandardTextQuerySet(models.QuerySet):
    def active(self) -> "StandardTextQuerySet":
        return self.filter(is_active=True)

    def most_used_first(self) -> "StandardTextQuerySet":
        return self.order_by("-uses", "name", "pk")

    def for_report(self, report) -> "StandardTextQuerySet":
        """What may be said of this report: of its kind or of any, its agency's or everyone's."""
        any_kind = Q(categories=None) | Q(categories=report.category_id)
        ours = Q(agency=None) | Q(agency=report.agency_id)
        return self.active().filter(any_kind, ours).distinct()

    def readable_by(self, user) -> "StandardTextQuerySet":
        """Everyone's, and those of the agencies at which this officer handles reports."""
        return self.filter(Q(agency=None) | Q(agency__in=Agency.objects.where(user, HANDLE)))

    def changeable_by(self, user) -> "StandardTextQuerySet":
        """Her agencies' own; everyone's only for those who coordinate."""
        return self.readable_by(user) if user.has_perm(COORDINATE) else self.owned_by(user)

    def owned_by(self, user) -> "StandardTextQuerySet":
        return self.filter(agency__in=Agency.objects.where(user, HANDLE))

    def count_use(self) -> int:
        return self.update(uses=F("uses") + 1, last_used_at=now())


class StandardText(Dated):
    """Words that officers need again and again, with a few facts named in braces."""

    name = models.CharField(_("name"), max_length=100)
    body = models.TextField(_("text"), max_length=2000)
    steps = models.JSONField(_("for which steps"), default=list, blank=True)
    categories = models.ManyToManyField(
        "reports.Category",
        blank=True,
        related_name="standard_texts",
        verbose_name=_("for which kinds"),
    )
    agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="standard_texts",
        verbose_name=_("agency"),
    )
    is_active = models.BooleanField(pgettext_lazy("a text", "offered"), default=True)
    uses = models.PositiveIntegerField(_("times used"), default=0, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    objects = StandardTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard text")
        verbose_name_plural = _("standard texts")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def serves(self, step: str) -> bool:
        return not self.steps or step in self.steps
