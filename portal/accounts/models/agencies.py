from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import CITY_WIDE, Role, roles_granting
from portal.common.models import Dated
from portal.common.moments import today


class AgencyQuerySet(models.QuerySet):
    def where(self, user, permission: str) -> "AgencyQuerySet":
        """The agencies at which this person holds the permission; all, for city-wide roles."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.all()
        held = Membership.objects.of(user).granting(permission)
        if held.city_wide().exists():
            return self.all()
        return self.filter(pk__in=held.values("agency"))

    def serving(self, commune) -> "Agency":
        """The commune's own committee; the city, where a commune has none yet."""
        committee = self.filter(commune=commune, kind=Agency.Kind.COMMUNE).first()
        return committee or self.filter(kind=Agency.Kind.CITY).earliest("code")


class Agency(Dated):
    """An office of the administration."""

    class Kind(models.TextChoices):
        CITY = "city", _("City")
        DEPARTMENT = "department", _("Department")
        COMMUNE = "commune", _("Commune committee")
        DESK = "desk", _("One-stop desk")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    code = models.CharField(_("agency identifier"), max_length=35, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("under"),
    )
    commune = models.ForeignKey(
        "places.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name=_("commune"),
    )
    hotline = models.CharField(_("hotline"), max_length=20, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet):
    def active(self) -> "MembershipQuerySet":
        day = today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def ended(self) -> "MembershipQuerySet":
        """Those whose last day has passed."""
        return self.filter(ends_on__lt=today())

    def of(self, user) -> "MembershipQuerySet":
        return self.active().filter(user=user)

    def granting(self, permission: str) -> "MembershipQuerySet":
        return self.filter(role__in=roles_granting(permission))

    def city_wide(self) -> "MembershipQuerySet":
        return self.filter(role__in=CITY_WIDE)


class Membership(Dated):
    """A person serves in an agency, in one role, from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("person"),
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="memberships", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("from"), default=today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["agency", "user", "role"]
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
