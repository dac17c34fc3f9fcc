"""Giving and ending memberships, and what they bring beyond their role."""

from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import Agency, Membership, User
from portal.accounts.models.memberships import forget_roles
from portal.accounts.roles import GROUPS, Role
from portal.common.dates import show_day
from portal.common.moments import today
from portal.common.workflow import StepRefused

LATELY = timedelta(days=7)  # What is given by hand later stays.
ONE_DAY = timedelta(days=1)
NOBODY_LEFT = gettext_lazy(
    "Nobody would be left to administer the portal: let somebody else begin first."
)


@transaction.atomic
def join(
    user: User,
    agency: Agency,
    role: str,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User | None = None,
) -> Membership:
    """Let this person serve in the agency, from today unless another day is named.

    Asked twice, it happens once. Raises StepRefused where the days cannot be.
    """
    starts_on = starts_on or today()
    User.objects.select_for_update().get(pk=user.pk)
    there = Membership.objects.filter(user=user, agency=agency, role=role)
    if covering := covers(there, starts_on, ends_on):
        return covering
    check_days(agency, there, starts_on, ends_on)
    membership = there.create(
        user=user, agency=agency, role=role, starts_on=starts_on, ends_on=ends_on, given_by=by
    )
    forget_roles(user)
    if starts_on <= today():
        hand_over(user, role)
    return membership


def covers(there, starts_on: date, ends_on: date | None) -> Membership | None:
    """The membership that these days are already part of."""
    for one in there.between(starts_on, ends_on):
        reaches = one.ends_on is None or (ends_on is not None and ends_on <= one.ends_on)
        if one.starts_on <= starts_on and reaches:
            return one
    return None


def check_days(agency: Agency, there, starts_on: date, ends_on: date | None) -> None:
    """Refuse days in the wrong order, in an agency that is closed, or served already."""
    if ends_on and ends_on < starts_on:
        raise StepRefused(_("The last day comes before the first."))
    if ends_on and ends_on < today():
        raise StepRefused(_("The last day has passed already."))
    if agency.closed_on and (ends_on is None or ends_on > agency.closed_on):
        facts = {"agency": agency, "day": show_day(agency.closed_on)}
        raise StepRefused(_("%(agency)s is closed after %(day)s.") % facts)
    if other := there.between(starts_on, ends_on).first():
        raise StepRefused(overlap_in_words(other))


def overlap_in_words(other: Membership) -> str:
    facts = {"first": show_day(other.starts_on)}
    if other.ends_on is None:
        return _("This person already has this role here from %(first)s.") % facts
    facts["last"] = show_day(other.ends_on)
    return _("This person already has this role here from %(first)s to %(last)s.") % facts


@transaction.atomic
def leave(
    membership: Membership, *, last_day: date | None = None, by: User | None = None
) -> Membership:
    """Let a day, today unless another is named, be a membership's last; what was done stays.

    Raises StepRefused where that day cannot be, or nobody would be left to administer.
    """
    last_day = last_day or today()
    locked = Membership.objects.select_for_update(of=("self",)).with_people()
    row = locked.get(pk=membership.pk)
    check_last_day(row, last_day)
    membership.ends_on = row.ends_on = last_day
    membership.ended_by = row.ended_by = by
    row.save(update_fields=["ends_on", "ended_by"])
    forget_roles(membership.user)
    if row.is_over and not holds_still(row.user, row.role):
        withdraw(row.user, row.role)
    return membership


def check_last_day(membership: Membership, last_day: date) -> None:
    if last_day < membership.starts_on:
        raise StepRefused(_("The last day comes before the first."))
    if membership.ends_on and last_day > membership.ends_on:
        raise StepRefused(_("It ends on an earlier day already: let a new one begin instead."))
    if is_last_administrator(membership, last_day):
        raise StepRefused(NOBODY_LEFT)


def is_last_administrator(membership: Membership, last_day: date) -> bool:
    """Whether nobody else administers on the day after this membership's last."""
    if membership.role != Role.ADMINISTRATOR:
        return False
    return not administrators(last_day + ONE_DAY).exclude(pk=membership.pk).exists()


def administrators(day: date):
    """The memberships of those who administer on a day and may sign in, locked: two may leave."""
    serving = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    list(serving.select_for_update(of=("self",)).values_list("pk"))
    return serving.between(day, day)


@transaction.atomic
def hand_out_begun() -> int:
    """Hand over the groups and the keys of those whose first day has just come."""
    begun = Membership.objects.active().filter(starts_on__gte=today() - LATELY)
    begun = begun.filter(role__in=[Role.ADMINISTRATOR, *GROUPS]).select_related("user")
    return sum(hand_over(membership.user, membership.role) for membership in begun)


@transaction.atomic
def withdraw_ended() -> None:
    """Take back the groups and the keys of those whose last day has just passed.

    A role's own permissions end by themselves; these are written down elsewhere and would not.
    """
    ended = Membership.objects.ended().filter(ends_on__gte=today() - LATELY)
    for membership in ended.select_related("user"):
        if not holds_still(membership.user, membership.role):
            withdraw(membership.user, membership.role)


def hand_over(user: User, role: str) -> bool:
    """Give what a role brings beyond its permissions; whether anything was new."""
    is_new = False
    if role in GROUPS and not user.groups.filter(name=GROUPS[role]).exists():
        user.groups.add(Group.objects.get_or_create(name=GROUPS[role])[0])
        is_new = True
    if role == Role.ADMINISTRATOR and not user.is_superuser:
        set_superuser(user, True)
        is_new = True
    return is_new


def withdraw(user: User, role: str) -> None:
    if role == Role.ADMINISTRATOR:
        set_superuser(user, False)
    if role in GROUPS:
        user.groups.remove(*Group.objects.filter(name=GROUPS[role]))


def holds_still(user: User, role: str) -> bool:
    """Whether another membership gives this person the same role today."""
    return Membership.objects.of(user).filter(role=role).exists()


def set_superuser(user: User, is_superuser: bool) -> None:
    if user.is_superuser != is_superuser:
        user.is_superuser = is_superuser
        user.save(update_fields=["is_superuser"])
