"""The only place that gives and ends memberships."""

from django.contrib.auth.models import Group
from django.db import transaction

from portal.accounts.models import Agency, Membership, User
from portal.accounts.roles import GROUPS, Role
from portal.common.moments import today


@transaction.atomic
def join(user: User, agency: Agency, role: Role) -> Membership:
    """Let this person serve in the agency from today; asked twice, it happens once."""
    membership, _ = Membership.objects.get_or_create(
        user=user, agency=agency, role=role, ends_on=None
    )
    if role in GROUPS:
        user.groups.add(Group.objects.get_or_create(name=GROUPS[role])[0])
    if role == Role.ADMINISTRATOR and not user.is_superuser:
        user.is_superuser = True
        user.save(update_fields=["is_superuser"])
    return membership


@transaction.atomic
def leave(membership: Membership) -> Membership:
    """End a membership today; what the person did stays."""
    membership.ends_on = today()
    membership.save(update_fields=["ends_on"])
    return membership
