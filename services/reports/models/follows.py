"""Who follows one report, or everything of some kinds in a commune; with or without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now
from services.notifications.contacts import Contact

SOMEBODY = Q(user__isnull=False, email="", phone="") | (Q(user=None) & (Q(email="") ^ Q(phone="")))


class FollowQuerySet(models.QuerySet):
    def confirmed(self) -> "FollowQuerySet":
        """Those who said once more, by the address given, that they want to be told."""
        return self.exclude(confirmed_at=None)

    def of(self, user) -> "FollowQuerySet":
        return self.filter(user=user) if user.is_authenticated else self.none()


class Follower(models.Model):
    """Somebody who wants to be told: an account, or else one address or one number."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=16, blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    created_at = models.DateTimeField(_("created at"), default=now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def contact(self) -> Contact:
        return Contact(email=self.email, phone=self.phone, user=self.user, language=self.language)


class Follow(Follower):
    """Somebody follows one report."""

    report = models.ForeignKey(
        "reports.Report", models.CASCADE, related_name="follows", verbose_name=_("report")
    )
    saw_it_too = models.BooleanField(
        _("saw it too"), default=False, help_text=_("Came to report the same thing.")
    )

    class Meta(Follower.Meta):
        abstract = False
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_is_somebodys",
                condition=SOMEBODY,
                violation_error_message=_("Say by an account, an address or a number who follows."),
            ),
            models.UniqueConstraint(
                fields=["report", "user"], condition=Q(user__isnull=False), name="follow_user_once"
            ),
            models.UniqueConstraint(
                fields=["report", "email"], condition=~Q(email=""), name="follow_email_once"
            ),
            models.UniqueConstraint(
                fields=["report", "phone"], condition=~Q(phone=""), name="follow_phone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.pk}"


class AreaFollowQuerySet(FollowQuerySet):
    def watching(self, report) -> "AreaFollowQuerySet":
        """Those of whom this report, which everyone may read, is news."""
        chosen = Q(categories=None) | Q(categories=report.category_id)
        return self.filter(chosen, commune=report.commune_id).distinct()


class AreaFollow(Follower):
    """Somebody follows what is reported in a commune: everything, or some kinds of it."""

    class Pace(models.TextChoices):
        AT_ONCE = "at_once", _("At once, each report by itself")
        DAILY = "daily", _("Once a day, all in one letter")

    commune = models.ForeignKey("places.Commune", models.CASCADE, verbose_name=_("commune"))
    categories = models.ManyToManyField(
        "reports.Category", blank=True, verbose_name=_("kinds of report")
    )
    pace = models.CharField(_("how often"), max_length=10, choices=Pace, default=Pace.DAILY)
    told_until = models.DateTimeField(default=now, editable=False)

    objects = AreaFollowQuerySet.as_manager()

    class Meta(Follower.Meta):
        abstract = False
        verbose_name = _("area followed")
        verbose_name_plural = _("areas followed")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="area_follow_is_somebodys",
                condition=SOMEBODY & Q(phone=""),  # Its news are not worth an SMS.
                violation_error_message=_("Say by an account or an address who follows."),
            ),
            models.UniqueConstraint(
                fields=["commune", "user"],
                condition=Q(user__isnull=False),
                name="area_follow_user_once",
            ),
            models.UniqueConstraint(
                fields=["commune", "email"],
                condition=~Q(email=""),
                name="area_follow_email_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}/{self.pk}"
