from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Agency, User
from portal.common.models import Dated
from portal.common.moments import now
from services.reports.reasons import BlockReason

COORDINATES = "reports.coordinate_reports"


def digest(way: str) -> str:
    """What is kept of an address or a number instead of itself; only our own key makes it."""
    plain = way.strip().lower()
    return salted_hmac("services.reports.blocks", plain).hexdigest() if plain else ""


class BlockQuerySet(models.QuerySet):
    def standing(self) -> "BlockQuerySet":
        """Those that nobody has lifted and whose time is not over."""
        return self.filter(lifted_at=None, ends_at__gt=now())

    def appealed(self) -> "BlockQuerySet":
        """Those against which somebody has written; a coordinator looks at them first."""
        return self.exclude(appealed_at=None)

    def visible_to(self, user) -> "BlockQuerySet":
        """What this coordinator decides about."""
        return self.filter(report__agency__in=Agency.objects.where(user, COORDINATES))

    def concerning(self, user: User | None, email: str = "", phone: str = "") -> "BlockQuerySet":
        """Those of this account, of this address or of this number; of nobody, none."""
        whose = Q()
        for name, one in (("email_digest", digest(email)), ("phone_digest", digest(phone))):
            whose |= Q(**{name: one}) if one else Q()
        whose |= Q(user=user) if user is not None else Q()
        return self.filter(whose) if whose else self.none()

    def against(self, user: User | None, email: str = "", phone: str = "") -> "Block | None":
        """The block that keeps this sender away, the longest if there are several."""
        return self.concerning(user, email, phone).standing().order_by("-ends_at").first()


class Block(Dated):
    """Somebody may send no reports for a time: known by her account, or by a digest of how she
    can be reached.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    email_digest = models.CharField(max_length=64, blank=True, editable=False)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    report = models.ForeignKey(
        "reports.Report", models.PROTECT, related_name="blocks", verbose_name=_("report")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=BlockReason)
    ends_at = models.DateTimeField(_("ends at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    appeal = models.TextField(_("what the sender says"), max_length=2000, blank=True)
    appealed_at = models.DateTimeField(_("appealed at"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["email_digest"], name="block_email"),
            models.Index(fields=["phone_digest"], name="block_phone"),
            models.Index(fields=["ends_at"], name="block_ends"),
        ]
        constraints = [
            models.CheckConstraint(
                name="block_is_of_somebody",
                condition=Q(user__isnull=False) | ~Q(email_digest="") | ~Q(phone_digest=""),
                violation_error_message=_("Nobody can be blocked who is not known at all."),
            ),
            models.CheckConstraint(
                name="block_is_lifted_by_somebody",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                violation_error_message=_("Whoever lifts a block is remembered."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.until:%Y-%m-%d}"

    @property
    def until(self) -> date:
        """The last day on which it holds, here."""
        return timezone.localdate(self.ends_at - timedelta(seconds=1))

    @property
    def is_standing(self) -> bool:
        return self.lifted_at is None and self.ends_at > now()
