"""Who serves where, in which role, from which day to which."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import CITY_WIDE, Role, roles_granting
from portal.common.models import Dated
from portal.common.moments import today
from portal.common.vietnamese import fold


class MembershipQuerySet(models.QuerySet):
    def active(self) -> "MembershipQuerySet":
        return self.between(today(), today())

    def ended(self) -> "MembershipQuerySet":
        """Those whose last day has passed."""
        return self.filter(ends_on__lt=today())

    def upcoming(self) -> "MembershipQuerySet":
        """Those whose first day has not come."""
        return self.filter(starts_on__gt=today())

    def between(self, first: date, last: date | None) -> "MembershipQuerySet":
        """Those that reach into these days; without a last day, into any from the first on."""
        reaching = self.filter(Q(ends_on=None) | Q(ends_on__gte=first))
        return reaching.filter(starts_on__lte=last) if last else reaching

    def of(self, user) -> "MembershipQuerySet":
        return self.active().filter(user=user)

    def granting(self, permission: str) -> "MembershipQuerySet":
        return self.filter(role__in=roles_granting(permission))

    def serving(self, permission: str, at: Iterable | None = None) -> "MembershipQuerySet":
        """Those of today that grant this, at these agencies; at all, where none are named."""
        serving = self.active().granting(permission)
        return serving if at is None else serving.filter(agency__in=at)

    def city_wide(self) -> "MembershipQuerySet":
        return self.filter(role__in=CITY_WIDE)

    def local(self) -> "MembershipQuerySet":
        """Without those who look after the whole city."""
        return self.exclude(role__in=CITY_WIDE)

    def search(self, text: str) -> "MembershipQuerySet":
        """Those of whom every word names the person or the agency, with or without marks."""
        found = self
        for word in fold(text).split():
            found = found.filter(Q(user__folded__contains=word) | Q(agency__folded__contains=word))
        return found

    def with_people(self) -> "MembershipQuerySet":
        return self.select_related("user", "agency", "given_by", "ended_by")


def active_roles(user) -> list[tuple[str, int]]:
    """This person's roles today and where they are held, asked once a request."""
    if user.is_anonymous:
        return []
    if not hasattr(user, "_active_roles"):
        user._active_roles = list(Membership.objects.of(user).values_list("role", "agency_id"))
    return user._active_roles


def forget_roles(user) -> None:
    """Let the next question about this person's roles be asked anew."""
    user.__dict__.pop("_active_roles", None)


class Membership(Dated):
    """A person serves in an agency, in one role, from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("person"),
    )
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="memberships", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("from"), default=today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("given by"),
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["agency", "user", "role"]
        indexes = [models.Index(fields=["role", "ends_on"], name="membership_role_until")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(ends_on=None),
                name="membership_once",
                violation_error_message=_("This person already has this role here."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.agency}"

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < today()

    @property
    def is_to_come(self) -> bool:
        return self.starts_on > today()
