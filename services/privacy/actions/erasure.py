"""Closing an account: what can go goes, what the law keeps is named, and a stone marks the rest."""

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.privacy.models import Tombstone
from services.privacy.registry import HOLDINGS, Kept

NAME_OF_THE_GONE = "(đã xóa)"  # Screens show it wherever the name stood.
BY_REQUEST = "request"


@transaction.atomic
def close_account(user: User, *, by: User) -> list[Kept]:
    """Erase what may be erased, shut the account for good, and say what the law keeps."""
    if by.pk == user.pk:
        raise StepRefused(_("Nobody erases their own account: ask a colleague."))
    if Membership.objects.filter(user=user).exists():
        raise StepRefused(_("What an officer did stays under their name; the law wants it."))
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    kept = [one for holding in HOLDINGS.values() for one in holding.erase(user)]
    take_keys(user)
    forget_identity(user)
    mark("account", str(user.pk), BY_REQUEST)
    return kept


def take_keys(user: User) -> None:
    """Every way in: sessions, second factors, linked identities, confirmed addresses."""
    end_sessions(user)
    for ways_in in (Authenticator, SocialAccount, EmailAddress):
        ways_in.objects.filter(user=user).delete()


def end_sessions(user: User) -> None:
    """Sign this person out everywhere; a session not listed dies with the password."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in UserSession.objects.filter(user=user):
        store(session.session_key).delete()
        session.delete()


def forget_identity(user: User) -> None:
    """Leave a row without a person, to which what is kept still points."""
    user.name = NAME_OF_THE_GONE
    user.email = user.phone = None
    user.unconfirmed_phone = ""
    user.is_active = False
    user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()


def mark(kind: str, reference: str, rule: str) -> None:
    """Set a tombstone; set twice, it stands once."""
    Tombstone.objects.get_or_create(
        kind=kind, reference=reference, rule=rule, defaults={"erased_at": now()}
    )
