"""Giving agencies their identifier codes, each from one day to another."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.codes import Scheme, read_code
from portal.accounts.models import Agency, AgencyCode
from portal.common.dates import show_day
from portal.common.moments import today
from portal.common.workflow import StepRefused

ONE_DAY = timedelta(days=1)


def lock_agencies() -> None:
    """One change of the tree or its codes at a time: there are few, and rules span several."""
    list(Agency.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@transaction.atomic
def record_code(
    agency: Agency, code: str, *, valid_from: date, valid_to: date | None = None
) -> AgencyCode:
    """Let an agency be known by a code; the one of the same form before it ends the day before.

    One whose first day is today or later takes the place of one from the same day: a typing error.
    Raises StepRefused where the agency or another has a code in those days already.
    """
    lock_agencies()
    code = read_code(code)
    if valid_to and valid_to < valid_from:
        raise StepRefused(_("The last day comes before the first."))
    same_form = agency.codes.filter(scheme=Scheme.of(code))
    same_form.filter(valid_to=None, valid_from__lt=valid_from).update(valid_to=valid_from - ONE_DAY)
    if valid_from >= today():
        same_form.filter(valid_from=valid_from).delete()
    if own := same_form.between(valid_from, valid_to).first():
        raise StepRefused(already_has(own))
    if other := AgencyCode.objects.filter(code=code).between(valid_from, valid_to).first():
        facts = {"code": code, "agency": other.agency}
        raise StepRefused(_("In those days %(code)s belongs to %(agency)s.") % facts)
    row = agency.codes.create(code=code, valid_from=valid_from, valid_to=valid_to)
    take_up(agency)
    return row


def already_has(own: AgencyCode) -> str:
    facts = {"code": own.code, "day": show_day(own.valid_from)}
    return _("In those days the agency already has the code %(code)s, from %(day)s.") % facts


def take_up(agency: Agency) -> bool:
    """Carry the code in force today, the new form before the old; whether it changed."""
    present = agency.codes.active().order_by("scheme").values_list("code", flat=True).first()
    if present is None or present == agency.code:
        return False
    if holder := Agency.objects.filter(code=present).exclude(pk=agency.pk).first():
        facts = {"agency": holder, "code": present}
        raise StepRefused(_("%(agency)s still carries %(code)s: give it another first.") % facts)
    agency.code = present
    agency.save(update_fields=["code"])
    return True


@transaction.atomic
def take_up_codes() -> int:
    """Let every agency carry the code whose first day has come; how many changed."""
    lock_agencies()
    begun = AgencyCode.objects.active().filter(valid_from__gte=today() - timedelta(days=7))
    changed = 0
    for agency in Agency.objects.filter(pk__in=begun.values("agency")):
        try:
            changed += take_up(agency)
        except StepRefused:  # Its holder gives it up in this round or the next.
            continue
    return changed
