import re
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models.memberships import Membership
from portal.common.models import Dated
from portal.common.phones import show_phone
from portal.common.vietnamese import fold, given_name_key, nfc

SEARCHED = {"name", "email", "phone", "unconfirmed_phone"}
TYPED_NUMBER = re.compile(r"[\d\s.+()-]{4,}")


class UserQuerySet(models.QuerySet):
    def search(self, text: str) -> "UserQuerySet":
        """Those of whom every word is in the name, the e-mail address or the telephone number."""
        found = self
        for word in asked_of_people(text):
            found = found.filter(folded__contains=word)
        return found

    def officers(self) -> "UserQuerySet":
        """Those who serve somewhere today."""
        return self.filter(pk__in=Membership.objects.active().values("user"))

    def serving(self, permission: str, at: Iterable | None = None) -> "UserQuerySet":
        """Those who may sign in and hold this today: at these agencies, or anywhere."""
        serving = Membership.objects.serving(permission, at)
        return self.filter(pk__in=serving.values("user"), is_active=True)

    def residents(self) -> "UserQuerySet":
        """Those who serve nowhere today."""
        return self.exclude(pk__in=Membership.objects.active().values("user"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str | None, password: str | None = None, **facts) -> "User":
        user = self.model(email=self.normalize_email(email).lower() or None, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts) -> "User":
        return self.create_user(email, password, is_superuser=True, **facts)


class User(Dated, AbstractBaseUser, PermissionsMixin):
    """A person: a resident, or an officer through memberships."""

    email = models.EmailField(  # noqa: DJ001 - unique, so nobody's is null rather than empty.
        _("e-mail address"),
        unique=True,
        null=True,
        error_messages={"unique": _("Somebody already uses this address.")},
    )
    name = models.CharField(_("full name"), max_length=150, blank=True)
    name_key = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    phone = models.CharField(_("telephone"), max_length=16, unique=True, null=True, blank=True)
    unconfirmed_phone = models.CharField(
        _("telephone, not yet confirmed"), max_length=16, blank=True, editable=False
    )
    folded = models.CharField(max_length=500, editable=False, default="", db_index=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    is_active = models.BooleanField(_("may sign in"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_key", "pk"]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or str(self.pk)

    @property
    def is_staff(self) -> bool:
        """Whether this person works in /quan-tri/."""
        return self.has_perm("wagtailadmin.access_admin")

    @property
    def first_name(self) -> str:
        """By which Wagtail greets an officer; names here have no first and last."""
        return self.name

    def get_full_name(self) -> str:
        return self.name or self.email or show_phone(self.phone or "")

    def get_short_name(self) -> str:
        """The given name, by which people here are greeted."""
        return self.name.split()[-1] if self.name else self.get_full_name()

    def save(self, *args, update_fields=None, **kwargs):
        self.name = nfc(self.name)
        self.refold()
        if update_fields and SEARCHED & set(update_fields):
            update_fields = {*update_fields, "name_key", "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def refold(self) -> None:
        """Fill in what is searched and sorted by; bulk operations call it themselves."""
        self.name_key = given_name_key(self.name)
        numbers = (spoken(number) for number in (self.phone, self.unconfirmed_phone))
        self.folded = fold(" ".join([self.name, self.email or "", *numbers]))[:500]


def spoken(number: str | None) -> str:
    """A number as people dial it here, 0912345678."""
    return show_phone(number).replace(" ", "") if number else ""


def asked_of_people(text: str) -> list[str]:
    """The words to look for; a telephone number is one, however it is grouped."""
    if not TYPED_NUMBER.fullmatch(text.strip()):
        return fold(text).split()
    digits = re.sub(r"\D", "", text)
    is_international = digits.startswith("84") and len(digits) > len("912345678")
    return [f"0{digits[2:]}" if is_international else digits]
