"""The only place that gives and ends memberships, and what they bring beyond their role."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction

from portal.accounts.models import Agency, Membership, User
from portal.accounts.roles import GROUPS, Role
from portal.common.moments import today

LATELY = timedelta(days=7)  # What is given by hand later stays.


@transaction.atomic
def join(user: User, agency: Agency, role: Role) -> Membership:
    """Let this person serve in the agency from today; asked twice, it happens once."""
    membership, _ = Membership.objects.get_or_create(
        user=user, agency=agency, role=role, ends_on=None
    )
    if role in GROUPS:
        user.groups.add(Group.objects.get_or_create(name=GROUPS[role])[0])
    if role == Role.ADMINISTRATOR:
        set_superuser(user, True)
    return membership


@transaction.atomic
def leave(membership: Membership) -> Membership:
    """Let today be the last day of a membership; what the person did stays."""
    membership.ends_on = today()
    membership.save(update_fields=["ends_on"])
    return membership


@transaction.atomic
def withdraw_ended() -> None:
    """Take back the groups and the keys of those whose last day has just passed.

    A role's own permissions end by themselves; these are written down elsewhere and would not.
    """
    ended = Membership.objects.ended().filter(ends_on__gte=today() - LATELY)
    for membership in ended.select_related("user"):
        if not holds_still(membership.user, membership.role):
            withdraw(membership.user, membership.role)


def withdraw(user: User, role: str) -> None:
    if role == Role.ADMINISTRATOR:
        set_superuser(user, False)
    if role in GROUPS:
        user.groups.remove(*Group.objects.filter(name=GROUPS[role]))


def holds_still(user: User, role: str) -> bool:
    """Whether another membership, begun or about to, gives this person the same role."""
    return (
        Membership.objects.exclude(pk__in=Membership.objects.ended())
        .filter(user=user, role=role)
        .exists()
    )


def set_superuser(user: User, is_superuser: bool) -> None:
    if user.is_superuser != is_superuser:
        user.is_superuser = is_superuser
        user.save(update_fields=["is_superuser"])
