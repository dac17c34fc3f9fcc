"""What a second factor changes in allauth: secrets, names, who may do without, who is told."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from portal.common import ciphers
from services.signin.staff import idle
from services.signin.staff.proof import FACTORS, confirmed_lately, is_obligatory

BY_PASSWORD = "reauthenticate"  # noqa: S105 - what allauth calls that way of confirming.


class MFAAdapter(DefaultMFAAdapter):
    """allauth's second factor, with secrets that a stolen database does not give away."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is not right, or was used already. Please wait for the next one."
        ),
        "cannot_delete_authenticator": gettext_lazy(
            "Who works here needs a second factor. Add another one first, then take this one away."
        ),
    }

    def encrypt(self, text: str) -> str:
        return ciphers.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where its key was lost, one that nobody knows, so that no code fits."""
        try:
            return ciphers.decrypt(encrypted_text)
        except ciphers.Unreadable:
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """An officer keeps at least one."""
        if not is_obligatory(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The portal's name, which the telephone shows beside the key."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.WAGTAIL_SITE_NAME}


class SecondFactorAccountAdapter(DefaultAccountAdapter):
    """The half of the account adapter that knows of second factors."""

    def login(self, request, user) -> None:
        super().login(request, user)
        idle.begin(request, user)

    def is_reauthentication_required(self, *, app: str, **options) -> bool:
        """Nobody is asked for what she showed a moment ago, were it while signing in."""
        is_required = super().is_reauthentication_required(app=app, **options)
        return is_required and not confirmed_lately(self.request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Who has a second factor confirms with it, never by the password alone."""
        methods = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != BY_PASSWORD]
        return stronger or methods
