"""What both doors ask before a report comes in: the form's, and the API's."""

from datetime import datetime, timedelta

from django.core import signing

from portal.common.limits import spend, spend_by
from portal.common.moments import now

REPORTS_AN_HOUR = 30  # From one address; a café full of neighbours stays well below.
STEPS_AN_HOUR = 600  # Of forms sent step by step, which ask more often the less a browser can.
REPORTS_A_DAY = 10  # Under one e-mail address or telephone number, wherever it is sent from.

SOONEST = timedelta(seconds=3)  # Nobody reads and fills in the form faster.
SALT = "services.reports.doors"


def spend_one_report(request) -> None:
    """Count an attempt to send a report, by whichever door."""
    spend(request, "reports.submit", allowed=REPORTS_AN_HOUR, per=timedelta(hours=1))


def spend_one_step(request) -> None:
    """Count a step of a form that is not sent yet."""
    spend(request, "reports.step", allowed=STEPS_AN_HOUR, per=timedelta(hours=1))


def spend_for_contact(*, contact_email: str = "", contact_phone: str = "", **_facts) -> None:
    """Count a report under each way to reach its sender, wherever it is sent from."""
    for whose in filter(None, (contact_email.lower(), contact_phone)):
        spend_by(whose, "reports.contact", allowed=REPORTS_A_DAY, per=timedelta(days=1))


def opened_now() -> str:
    """A stamp for a form that somebody begins to fill in."""
    return signing.dumps(now().timestamp(), salt=SALT)


def is_too_quick(stamp: str) -> bool:
    """Whether the form was opened only a moment ago; without a stamp of ours nobody knows."""
    try:
        opened = datetime.fromtimestamp(signing.loads(stamp, salt=SALT), tz=now().tzinfo)
    except signing.BadSignature:
        return False
    return now() - opened < SOONEST


def reporter_at(request):
    """Whoever is signed in; nobody need be."""
    return request.user if request.user.is_authenticated else None
