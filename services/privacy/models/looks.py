from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import Agency
from portal.accounts.roles import Role
from portal.common.moments import now
from portal.common.vietnamese import fold

ONE_LOOK = timedelta(hours=1)  # Whoever works on a matter opens its page again and again.


class LookQuerySet(models.QuerySet):
    def at(self, user) -> "LookQuerySet":
        """Those that concern this person."""
        return self.filter(subject=user)

    def recent(self, *, by, about: str, what: str) -> "LookQuerySet":
        """This officer's look at this matter, while it still counts as the same one."""
        return self.filter(by=by, about=about, what=what, at__gt=now() - ONE_LOOK)

    def matching(self, text: str) -> "LookQuerySet":
        """Those whose officer, agency or matter has all these words, with or without marks."""
        return self.filter(*(models.Q(folded__contains=word) for word in fold(text).split()))

    def between(self, first: datetime | None, last: datetime | None) -> "LookQuerySet":
        looks = self.filter(at__gte=first) if first else self
        return looks.filter(at__lt=last) if last else looks


class Look(models.Model):
    """An officer saw who somebody is. The law wants it known, and the person may read it."""

    class What(models.TextChoices):
        IDENTITY = "identity", _("Name and contact")
        ID_NUMBER = "id_number", _("ID number")
        WORDS = "words", _("Words as they were written")
        PHOTO = "photo", _("Photo as it was before it was blurred")
        ACCOUNT = "account", pgettext_lazy("what was seen", "Account")
        REQUEST = "request", _("Request about data")

    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="looks",
        verbose_name=_("person concerned"),
    )
    about = models.CharField(_("which matter"), max_length=60)
    what = models.CharField(_("what was seen"), max_length=20, choices=What)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    at = models.DateTimeField(_("at"), default=now)
    folded = models.TextField(editable=False, default="")

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering = ["-at", "-pk"]
        permissions = [("reveal_identity", "Can see who somebody is; each look is remembered")]
        indexes = [
            models.Index(fields=["by", "about", "-at"], name="look_latest"),
            models.Index(fields=["subject", "-at"], name="look_subject"),
            models.Index(fields=["agency", "-at"], name="look_agency"),
            models.Index(fields=["-at"], name="look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.at:%Y-%m-%d %H:%M}"

    @property
    def who(self) -> str:
        """The office and the role, as the person concerned reads it; officers stay an office."""
        office = self.agency.name if self.agency else str(_("The portal's administrators"))
        return f"{office} · {self.get_role_display()}" if self.role else office

    @property
    def is_matter(self) -> bool:
        """Whether its code opens a page under “Track”."""
        return self.what in {
            self.What.IDENTITY,
            self.What.ID_NUMBER,
            self.What.WORDS,
            self.What.PHOTO,
        }

    def fold_words(self) -> None:
        """Fill in what is searched; bulk operations call it themselves."""
        self.folded = fold(f"{self.about} {self.by} {self.agency or ''}")

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("A look is written once.")
        self.fold_words()
        super().save(*args, **kwargs)
