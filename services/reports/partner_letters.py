"""What a partner is written: which report, what is needed, by when; nothing of who sent it."""

from django.conf import settings
from django.utils.translation import override

from portal.common.dates import show_day
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.reports import partner_links
from services.reports.models import PartnerRequest

ASKED = "reports/partner_asked"
DUE = "reports/partner_due"
LATE = "reports/partner_late"
CALLED_OFF = "reports/partner_called_off"


def post(asked: PartnerRequest, kind: str) -> bool:
    """Post one letter of this kind to the partner; the same one is never posted twice."""
    key = f"partner-request-{asked.pk}-{kind.partition('/')[2]}"
    if outbox.is_posted(key):
        return False
    contact = Contact(email=asked.email, language=settings.LANGUAGE_CODE)
    with override(settings.LANGUAGE_CODE):
        facts = facts_of(asked)
    return bool(outbox.post(contact, kind, key=key, matter=asked.report.reference, **facts))


def facts_of(asked: PartnerRequest) -> dict[str, str]:
    report = asked.report
    return {
        "reference": report.reference,
        "partner": asked.name,
        "agency": report.agency.name,
        "title": report.title,
        "question": asked.question,
        "due": show_day(asked.due_on),
        "path": partner_links.path(asked),
    }
