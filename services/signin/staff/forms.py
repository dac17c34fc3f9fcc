"""allauth's forms of the second factor, drawn and worded as ours; a code works once."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.forms import LineField, PortalForm
from services.signin.staff import tries
from services.signin.staff.totp import spend

LONGEST_CODE = 20
LONGEST_NAME = 60
DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric"}


def code_field(hint="") -> LineField:
    """Six digits of the app, or eight of a recovery code; spaces between them do no harm."""
    widget = forms.TextInput(attrs=DIGITS)
    return LineField(
        label=pgettext_lazy("of an app", "Code"),
        help_text=hint,
        max_length=LONGEST_CODE,
        widget=widget,
    )


def name_field() -> LineField:
    hint = _("So that you know it again, for example: My telephone.")
    return LineField(label=_("Name of this passkey"), help_text=hint, max_length=LONGEST_NAME)


class Guarded(forms.Form):
    """Accepts a few guesses, and a code of the app no second time, as long as it would hold."""

    def clean_code(self) -> str:
        if not tries.may_try(self.user):
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        if not spend(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        tries.forgive(self.user)
        return code


class AuthenticateForm(PortalForm, Guarded, base.AuthenticateForm):
    code = code_field(_("Six digits from your app, or one of your recovery codes."))


class ReauthenticateForm(PortalForm, Guarded, base.ReauthenticateForm):
    code = code_field(_("Six digits from your app, or one of your recovery codes."))


class ActivateTOTPForm(PortalForm, totp.ActivateTOTPForm):
    code = code_field(_("Six digits, which the app shows once it knows the portal."))


class DeactivateTOTPForm(PortalForm, totp.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(PortalForm, recovery_codes.GenerateRecoveryCodesForm):
    pass


class AddWebAuthnForm(PortalForm, webauthn.AddWebAuthnForm):
    """Always a passkey: the telephone asks for a finger, a face or a PIN."""

    passwordless = None
    name = name_field()


class EditWebAuthnForm(PortalForm, webauthn.EditWebAuthnForm):
    name = name_field()
