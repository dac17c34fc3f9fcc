"""The fields by which people say who they are and prove it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PhoneField
from portal.common.phones import is_mobile, read_phone

LONGEST = 254
NO_EMAIL = _("This is not an e-mail address. For example: lan@gmail.com.")
NEITHER = _("This is neither an e-mail address nor a Vietnamese mobile number.")
NO_MOBILE = _("Codes come by SMS: this has to be a Vietnamese mobile number, like 0912 345 678.")
EMAIL = _("E-mail address")
EMAIL_OR_PHONE = _("E-mail or phone number")


class AddressField(LineField):
    """An e-mail address or, where SMS are sent, a mobile number; its value as it is stored."""

    def __init__(self, **options: Any) -> None:
        options = {"label": EMAIL_OR_PHONE if settings.HAS_SMS else EMAIL} | options
        super().__init__(max_length=LONGEST, **options)
        self.widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:  # Only where it may be left empty.
            return typed
        if "@" in typed:
            return read_email(typed)
        phone = read_phone(typed) if settings.HAS_SMS else None
        if phone is None:
            raise ValidationError(NEITHER if settings.HAS_SMS else NO_EMAIL, code="invalid")
        return only_mobile(phone)


class MobileField(PhoneField):
    """A telephone that can receive a code."""

    def clean(self, value: Any) -> str:
        phone = super().clean(value)
        return only_mobile(phone) if phone else phone


class CodeField(LineField):
    """Six digits, which telephones offer to fill in by themselves."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("The code we sent you"),
            max_length=LONGEST,
            widget=forms.TextInput(
                {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"}
            ),
            **options,
        )


def read_email(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError:
        raise ValidationError(NO_EMAIL, code="invalid") from None
    return typed.lower()


def only_mobile(phone: str) -> str:
    if not is_mobile(phone):
        raise ValidationError(NO_MOBILE, code="invalid")
    return phone
