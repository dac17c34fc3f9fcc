"""allauth's forms, drawn as the portal draws forms and worded as the portal speaks."""

from allauth.account import forms as account
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PortalForm

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Your password until now"),
    "password1": _("New password"),
    "password2": _("The new password once more"),
}


class OurWords:
    """Gives allauth's fields our labels, and takes away the hints that vanish while one types."""

    labels = LABELS

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        for name in {"password", "oldpassword"} & set(self.fields):
            self.fields[name].help_text = ""  # The way to a new one stands below the form.


class LoginForm(PortalForm, OurWords, account.LoginForm):
    pass


class SignupForm(PortalForm, OurWords, account.SignupForm):
    labels = LABELS | {"password1": _("Password")}
    field_order = ["name", "email", "password1"]

    name = LineField(
        label=_("Your name"),
        help_text=_("As people call you, so that officers know whom they answer."),
        max_length=150,
        required=False,
    )
    name.widget.attrs["autocomplete"] = "name"


class ResetPasswordForm(PortalForm, OurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PortalForm, OurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PortalForm, OurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(PortalForm, OurWords, account.SetPasswordForm):
    pass


class ReauthenticateForm(PortalForm, OurWords, account.ReauthenticateForm):
    pass


class AddEmailForm(PortalForm, OurWords, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}
