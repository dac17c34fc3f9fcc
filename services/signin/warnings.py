"""What a person is told when something about her account was changed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WARNINGS = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_set": _("A password was set for your account."),
    "account/email/email_changed": _("The e-mail address of your account was changed."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
    "mfa/email/recovery_codes_used": _("A recovery code was used to sign in."),
    "socialaccount/email/account_connected": _("VNeID was linked to your account."),
    "socialaccount/email/account_disconnected": _("VNeID was unlinked from your account."),
}


def what_happened(letter: str) -> Promise:
    """The sentence for one of allauth's security notices."""
    return WARNINGS.get(letter, _("How you sign in was changed."))
