"""What both doors ask before a report comes in: the form's, and the API's."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.limits import spend, spend_by
from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.reports.models import Block, Category

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


class Blocked(StepRefused):
    """Somebody may send no reports for a time; the text says until when, why, and what remains."""


def refuse_blocked(
    category: Category,
    *,
    reporter: User | None,
    contact_email: str | None = "",
    contact_phone: str = "",
    **_facts: Any,
) -> None:
    """Turn away whoever is blocked, by her account or by the way she gives to be reached.

    Nobody is kept from saying that something is dangerous, nor from saying it without a name.
    """
    if category.is_emergency:
        return
    block = Block.objects.against(reporter, contact_email or "", contact_phone)
    if block is not None:
        raise Blocked(in_words(block))


def in_words(block: Block) -> str:
    facts: Mapping[str, str] = {
        "day": show_day(block.until),
        "reason": block.get_reason_display(),
    }
    return (
        _(
            "Until %(day)s you may send no reports under this account, e-mail address or telephone "
            "number. Reason: %(reason)s. If this is a mistake, tell us by the link in the message "
            "that you were sent then. Dangers, and reports without a name, can be sent all the "
            "same."
        )
        % facts
    )


def opened_now(user=None) -> str:
    """A stamp for a form that somebody begins to fill in: when, and at whose account."""
    return signing.dumps([now().timestamp(), (user and user.pk) or None], salt=SALT)


def read_stamp(stamp: str) -> tuple[float, int | None] | None:
    """When the form was opened, and at whose account; nothing where the stamp is not ours."""
    try:
        moment, account = signing.loads(stamp, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return moment, account


def is_too_quick(stamp: str) -> bool:
    """Whether the form was opened only a moment ago; without a stamp of ours nobody knows."""
    known = read_stamp(stamp)
    return known is not None and now().timestamp() - known[0] < SOONEST.total_seconds()


def reporter_at(request, stamp: str = ""):
    """Whoever is signed in; nobody need be.

    What waited on a shared telephone may be sent while another is signed in there: a form that was
    opened at another account is nobody's.
    """
    if not request.user.is_authenticated:
        return None
    known = read_stamp(stamp) if stamp else None
    is_anothers = known is not None and known[1] not in {None, request.user.pk}
    return None if is_anothers else request.user
