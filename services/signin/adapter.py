"""How allauth behaves here: who is known by what, and letters through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.common.limits import client_address
from services.signin import actions
from services.signin.addresses import Address
from services.signin.fields import MobileField
from services.signin.letters import post_letter, post_warning
from services.signin.staff.adapter import SecondFactorAccountAdapter
from services.signin.tries import forgive_password, may_try_password
from services.signin.warnings import what_happened

STAGES = {
    "allauth.account.stages.EmailVerificationStage": "services.signin.stages.ConfirmedAddressStage"
}
LETTERS = {
    "account/email/login_code": "account/login_code",
    "account/email/email_confirmation": "account/confirm",
    "account/email/email_confirmation_signup": "account/confirm",
    "account/email/unknown_account": "account/unknown",
    "account/email/account_already_exists": "account/exists",
}
DOORS = {"account/unknown": "account_signup", "account/exists": "account_login"}
NOWHERE = "0.0.0.0"  # noqa: S104 - A neighbour on this machine, who has no address.


class AccountAdapter(SecondFactorAccountAdapter):
    """People are known by a confirmed e-mail address or mobile number."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code. Look at it once more."),
        "too_many_login_attempts": _("That was too often. Wait a few minutes, then try again."),
        "invalid_login": _("Write your e-mail address or your mobile number."),
    }

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        user.language = getattr(request, "LANGUAGE_CODE", "vi")
        user.email = user.email or None
        return super().save_user(request, user, form, commit)

    def get_login_stages(self) -> list[str]:
        return [STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or NOWHERE

    def can_delete_email(self, email_address) -> bool:
        return False  # An address is exchanged for another.

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_security")

    def get_email_verification_redirect_url(self, email_address) -> str:
        return reverse("account_profile")

    # Letters

    def send_mail(self, template_prefix: str, email: str, facts: dict[str, Any]) -> None:
        self.post(LETTERS[template_prefix], Address(email), **facts)

    def post(self, kind: str, address: Address, code: str = "", **context: Any) -> None:
        """Post one of allauth's letters, with no more of what it knows than the words need."""
        facts = {"path": reverse(DOORS[kind])} if kind in DOORS else {"code": code}
        post_letter(kind, address, **facts)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Warn a person, also where she was reached before."""
        post_warning(user, what_happened(template_prefix), also=[Address(email)] if email else [])

    def confirm_email(self, request: HttpRequest, email_address) -> bool:
        """Confirm an address; allauth warns the one before it, or we the telephone."""
        is_first = not email_address.user.email
        is_confirmed = super().confirm_email(request, email_address)
        if is_confirmed and is_first:
            post_warning(email_address.user, what_happened("account/email/email_changed"))
        return is_confirmed

    def send_verification_code_sms(self, user, phone: str, code: str, **kwargs: Any) -> None:
        kind = "account/login_code" if user.phone == phone else "account/confirm"
        self.post(kind, Address(phone), code=code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        self.post("account/unknown", Address(phone))

    def send_account_already_exists_sms(self, phone: str) -> None:
        self.post("account/exists", Address(phone))

    # Telephones

    def phone_form_field(self, **options: Any) -> MobileField:
        return MobileField(**options)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, True) if user.phone else None

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        if verified:
            actions.change_phone(user, phone)

    def set_phone_verified(self, user: User, phone: str) -> None:
        actions.change_phone(user, phone)

    # Limits: allauth polls for a lock and forgets telephones; ours counts in one step.

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not may_try_password(request, login_of(credentials)):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        if user is not None:
            forgive_password(request, login_of(credentials))
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is her password; allauth would ask only those with an address."""
        login = user.email or user.phone or str(user.pk)
        if not may_try_password(context.request, login):
            raise self.validation_error("too_many_login_attempts")
        is_hers = user.check_password(password)
        if is_hers:
            forgive_password(context.request, login)
        return is_hers


def login_of(credentials: dict[str, Any]) -> str:
    """The address with which somebody tries a password."""
    return credentials.get("email") or credentials.get("phone") or ""
