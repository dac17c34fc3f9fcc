"""A partner is reminded the working day before its answer is due, and once more when it is late."""

from django.db import transaction

from portal.common.moments import today
from portal.workdays.calendar import is_working_day, next_working_day
from services.reports import partner_letters
from services.reports.models import PartnerRequest, Report


def remind_partners() -> int:
    """Remind every partner whose answer is due next or late, once each; say how many."""
    if not is_working_day(today()):
        return 0
    requests = PartnerRequest.objects.open()
    soon = requests.filter(due_on__gt=today(), due_on__lte=next_working_day(today()))
    late = tell_all(PartnerRequest.objects.late(), partner_letters.LATE)
    return tell_all(soon, partner_letters.DUE) + late


def tell_all(requests, kind: str) -> int:
    rows = requests.order_by("pk").values_list("pk", "report_id")
    return sum(tell(pk, report_pk, kind) for pk, report_pk in rows.iterator())


@transaction.atomic
def tell(pk: int, report_pk: int, kind: str) -> bool:
    """Post one reminder, unless the request ended meanwhile."""
    report = Report.objects.locked(report_pk).get()
    asked = PartnerRequest.objects.get(pk=pk)
    asked.report = report
    return asked.is_open and partner_letters.post(asked, kind)
