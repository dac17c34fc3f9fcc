"""Building and tending the tree of agencies."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actions.codes import lock_agencies, record_code
from portal.accounts.actions.memberships import check_last_day
from portal.accounts.hours import Period
from portal.accounts.models import Agency, Membership, OpeningPeriod, User
from portal.common.moments import today
from portal.common.workflow import StepRefused
from portal.pages_cache.edition import forget_pages


@transaction.atomic
def open_agency(agency: Agency, *, since: date | None = None) -> Agency:
    """Store a new agency where it stands in the tree, with its first code."""
    save_agency(agency)
    record_code(agency, agency.code, valid_from=since or today())
    return agency


@transaction.atomic
def save_agency(agency: Agency) -> Agency:
    """Store an agency; raises ValidationError where the tree cannot have it."""
    lock_agencies()
    if agency.parent_id:
        agency.parent = Agency.objects.get(pk=agency.parent_id)  # As it stands by now.
    if agency.kind == Agency.Kind.DESK and agency.parent and agency.commune_id is None:
        agency.commune_id = agency.parent.commune_id
    agency.full_clean()
    agency.save()
    forget_pages()
    return agency


@transaction.atomic
def set_hours(agency: Agency, week: Mapping[int, Sequence[Period]]) -> None:
    """Replace the hours of an agency's ordinary week."""
    agency.periods.all().delete()
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(agency=agency, weekday=day, opens_at=opens, closes_at=closes)
        for day, periods in week.items()
        for opens, closes in periods
    )
    forget_pages()


@transaction.atomic
def close_agency(agency: Agency, *, last_day: date, by: User | None = None) -> Agency:
    """Let an agency work until a day; who serves there leaves with it, and its history stays.

    Raises StepRefused while others belong to it, or where nobody would take its place.
    """
    lock_agencies()
    check_closing(agency, last_day)
    staying = Membership.objects.filter(agency=agency).between(last_day, None)
    for membership in staying.exclude(ends_on=last_day).select_for_update(of=("self",)):
        end_with_agency(membership, last_day, by)
    agency.closed_on = last_day
    agency.save(update_fields=["closed_on"])
    forget_pages()
    return agency


def end_with_agency(membership: Membership, last_day: date, by: User | None) -> None:
    """The last day of the agency is a membership's too; of one not begun, its first is."""
    last_day = max(last_day, membership.starts_on)
    check_last_day(membership, last_day)
    membership.ends_on, membership.ended_by = last_day, by
    membership.save(update_fields=["ends_on", "ended_by"])


def check_closing(agency: Agency, last_day: date) -> None:
    lasting = agency.children.exclude(closed_on__lte=last_day).first()
    if lasting:
        raise StepRefused(_("%(agency)s belongs to it: close that first.") % {"agency": lasting})
    cities = Agency.objects.open().filter(kind=Agency.Kind.CITY, closed_on=None)
    if agency.kind == Agency.Kind.CITY and not cities.exclude(pk=agency.pk).exists():
        raise StepRefused(_("The city stays: what nobody else serves goes there."))


@transaction.atomic
def reopen_agency(agency: Agency) -> Agency:
    """Let a closed agency work again; memberships begin anew."""
    agency.closed_on = None
    return save_agency(agency)
