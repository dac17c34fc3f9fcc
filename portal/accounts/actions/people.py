"""Adding people, correcting what is written of them, and shutting them out."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actions.memberships import NOBODY_LEFT, administrators
from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.common.moments import today
from portal.common.workflow import StepRefused


@transaction.atomic
def add_person(*, email: str, name: str, phone: str = "") -> User:
    """Somebody who signs in by a code sent to her address; nobody chooses a password for her."""
    user = User.objects.create_user(email, name=name, unconfirmed_phone=phone)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return user


@transaction.atomic
def correct_person(user: User, *, name: str, email: str = "", phone: str = "") -> User:
    """Correct a name, and an address or a number that the person has not confirmed herself.

    What she has confirmed only she may change: whoever holds it can sign in as her.
    """
    user.name = name
    if not user.phone:
        user.unconfirmed_phone = phone
    if email and email != user.email and not has_confirmed_email(user):
        user.email = email
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
    user.save(update_fields=["name", "email", "unconfirmed_phone"])
    return user


def has_confirmed_email(user: User) -> bool:
    return EmailAddress.objects.filter(user=user, verified=True).exists()


@transaction.atomic
def shut_out(user: User, *, by: User) -> User:
    """Let somebody sign in no more, and end every session; what she did stays."""
    if user == by:
        raise StepRefused(_("You cannot shut yourself out."))
    serving = Membership.objects.of(user).filter(role=Role.ADMINISTRATOR)
    if serving.exists() and not administrators(today()).exclude(user=user).exists():
        raise StepRefused(NOBODY_LEFT)
    user.is_active = False
    user.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=user):
        session.end()
    return user


@transaction.atomic
def let_in(user: User) -> User:
    """Let somebody who was shut out sign in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user
