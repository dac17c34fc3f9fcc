"""The forms of one's account: allauth's where it has them, worded as the portal speaks."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.common.forms import LineField, PortalForm
from services.signin.codes import AwaitedCode
from services.signin.fields import AddressField, CodeField
from services.signin.tries import may_try

LABELS = {
    "email": _("New e-mail address"),
    "phone": _("New mobile number"),
    "password": _("Password"),
    "oldpassword": _("Your password until now"),
    "password1": _("New password"),
    "password2": _("The new password once more"),
}
NAME_HELP = _("As people call you, so that officers know whom they answer.")


class OurWords:
    """Gives allauth's fields our labels, and takes away the hints that vanish while one types."""

    labels = LABELS

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        for name in {"password", "oldpassword", "password1"} & set(self.fields):
            self.fields[name].help_text = ""  # The page says it, above the form or below it.


class ByAddress:
    """Asks for an e-mail address or a mobile number where allauth has its own field."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"] = AddressField()
        self.order_fields(["login", "password"])


class LoginForm(PortalForm, OurWords, ByAddress, account.LoginForm):
    """Somebody signs in: with a password where one was typed, else by a code."""

    def full_clean(self):
        """A password is asked for by its own button; it is never drawn as one may leave it out."""
        password = self.fields["password"]
        password.required = self.data.get("way") == "password"
        super().full_clean()
        password.required = True


class ForgottenForm(PortalForm, OurWords, ByAddress, account.LoginForm):
    """Somebody without her password: a code lets her in, to choose a new one."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        del self.fields["password"]


class SignUpForm(PortalForm):
    """Somebody opens an account; a code will confirm that the address is hers."""

    name = LineField(label=_("Your name"), help_text=NAME_HELP, max_length=150, required=False)
    name.widget.attrs["autocomplete"] = "name"
    password1 = forms.CharField(
        label=_("Password"),
        help_text=_("You may leave it empty: then you sign in by a code each time."),
        strip=False,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"] = AddressField()
        self.order_fields(["name", "login", "password1"])

    def clean(self):
        facts = super().clean()
        if password := facts.get("password1"):
            try:
                get_adapter().clean_password(password, self.as_person(facts))
            except ValidationError as error:
                self.add_error("password1", error)
        return facts

    def as_person(self, facts) -> User:
        """Somebody like whom no password should sound."""
        return User(name=facts.get("name", ""), email=facts.get("login", ""))


class CodeForm(PortalForm):
    """The code that one of our own letters carried."""

    code = CodeField()

    def __init__(self, *args, awaited: AwaitedCode, **options):
        super().__init__(*args, **options)
        self.awaited = awaited

    def clean_code(self) -> str:
        if not self.awaited.takes(self.cleaned_data["code"]):
            raise get_adapter().validation_error("incorrect_code")
        return self.cleaned_data["code"]


class Counted:
    """A code of allauth's that may be tried a few times, however many try at once."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["code"] = CodeField()

    def clean_code(self) -> str:
        if not may_try(self.expected_code or ""):
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_code()


class ConfirmLoginCodeForm(PortalForm, Counted, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailCodeForm(PortalForm, Counted, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPhoneForm(PortalForm, Counted, account.VerifyPhoneForm):
    pass


class ChangePasswordForm(PortalForm, OurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(PortalForm, OurWords, account.SetPasswordForm):
    pass


class ReauthenticateForm(PortalForm, OurWords, account.ReauthenticateForm):
    pass


class AddEmailForm(PortalForm, OurWords, account.AddEmailForm):
    pass


class ChangePhoneForm(PortalForm, OurWords, account.ChangePhoneForm):
    pass


class ProfileForm(PortalForm):
    """What people call her, and in which language to write to her."""

    name = LineField(label=_("Your name"), help_text=NAME_HELP, max_length=150, required=False)
    name.widget.attrs["autocomplete"] = "name"
    language = forms.ChoiceField(
        label=_("The language of our letters"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
