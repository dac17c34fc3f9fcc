"""Whoever has a report in hand hears once that a partner has not answered in time.

Else whoever asked, while she serves there; else everybody who handles reports at its agency.
"""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.moments import today
from portal.workdays.calendar import is_working_day
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.operations.clock_warnings import people
from services.reports.models import PartnerRequest
from services.reports.workflow import HANDLE

KIND = "operations/partner_late"


def warn_all() -> int:
    """Tell the officers of every request that is late, on working days; say how many letters."""
    if not is_working_day(today()):
        return 0
    late = PartnerRequest.objects.late().with_report().order_by("pk")
    return sum(tell(officer, asked) for asked in late for officer in officers_for(asked))


def officers_for(asked: PartnerRequest) -> Iterable[User]:
    here = {officer.pk: officer for officer in people(asked.report.agency_id, HANDLE)}
    nearest = [key for key in (asked.report.assignee_id, asked.by_id) if key in here]
    return [here[nearest[0]]] if nearest else here.values()


@transaction.atomic
def tell(officer: User, asked: PartnerRequest) -> bool:
    """Post one letter about one request to one officer; the same one is never posted twice."""
    key = f"partner-late-{asked.pk}-{officer.pk}"
    if outbox.is_posted(key):
        return False
    contact = Contact(email=officer.email or "", user=officer, language=officer.language)
    with override(officer.language):
        facts = facts_of(asked)
    return bool(outbox.post(contact, KIND, key=key, matter=asked.report.reference, **facts))


def facts_of(asked: PartnerRequest) -> dict[str, str]:
    return {
        "reference": asked.report.reference,
        "title": asked.report.title,
        "partner": asked.name,
        "due": show_day(asked.due_on),
        "path": reverse("desk_report", args=[asked.report.reference]),
    }
