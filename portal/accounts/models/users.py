from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.models import Dated
from portal.common.vietnamese import given_name_key, nfc


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **facts) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **facts)
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
        return self.name or self.email or ""

    def get_short_name(self) -> str:
        """The given name, by which people here are greeted."""
        return self.name.split()[-1] if self.name else self.get_full_name()

    def save(self, *args, update_fields=None, **kwargs):
        self.name = nfc(self.name)
        self.name_key = given_name_key(self.name)
        if update_fields and "name" in update_fields:
            update_fields = {*update_fields, "name_key"}
        super().save(*args, update_fields=update_fields, **kwargs)
