"""Who may read a report that is not for everyone: whoever sent it, signed in or by its code."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from portal.common.limits import spend, spend_by, take_back
from portal.common.qr import qr_code
from portal.common.references import claim_code_for, claim_digest, read_reference
from services.reports.models import Report
from services.reports.own import is_fresh

SESSION_KEY = "claimed_reports"
MOST = 20  # A session remembers the last few; older ones open again with their code.

LIMIT = "reports.claim"
WRONG_TRIES = {"allowed": 10, "per": timedelta(hours=1)}  # Of an address, and of a reference.
NOBODYS = claim_digest("", "")  # What the code of an unknown report is compared with.


def open_claim(request, typed: str, code: str) -> Report | None:
    """The report whose secret code this is, readable from now on in this browser.

    None for a wrong code and for an unknown reference alike, after as much work for the one as
    for the other. Who tries too often, or where too often was tried, meets TooMany.
    """
    reference = spelled(typed)
    tries = [spend(request, LIMIT, **WRONG_TRIES), spend_by(reference, LIMIT, **WRONG_TRIES)]
    report = Report.objects.track(typed).first()
    known = report or Report(reference=reference, claim_digest=NOBODYS)
    if not known.is_claimed_by(code) or report is None:
        return None
    for key in tries:  # Only wrong ones count.
        take_back(key)
    remember_claim(request, report)
    return report


def spelled(typed: str) -> str:
    """One spelling for every way to type a reference, whether or not there is such a one."""
    return read_reference(typed) or typed.strip().upper()


def remember_claim(request, report: Report) -> None:
    """Let this browser read the report as its sender."""
    others = [one for one in claimed(request) if one != report.reference]
    request.session[SESSION_KEY] = [*others, report.reference][-MOST:]


def forget_claim(request, report: Report) -> None:
    others = [one for one in claimed(request) if one != report.reference]
    request.session[SESSION_KEY] = others


def is_mine(request, report: Report) -> bool:
    """Whether the person at this browser sent the report; of an erased one nobody did."""
    signed_in = request.user.is_authenticated and report.reporter_id == request.user.pk
    return signed_in or bool(report.claim_digest and report.reference in claimed(request))


def claimed(request) -> list[str]:
    return request.session.get(SESSION_KEY, [])


def code_of(report: Report) -> str:
    """The claim code for the receipt, in the minutes after sending; it is stored nowhere.

    A bad signal may ask for the page again; afterwards nobody reads it over a shoulder.
    """
    key = report.submission_key
    code = claim_code_for(key) if key and is_fresh(report) else ""
    return code if code and report.is_claimed_by(code) else ""


def slip(report: Report, code: str) -> dict:
    """What the printed slip says. The code stands behind “#”, which no server is ever sent."""
    address = settings.SITE_URL + reverse("reports:open", args=[report.reference])
    return {
        "reference": report.reference,
        "title": report.title,
        "code": code,
        "address": address,
        "qr": qr_code(f"{address}#{code}"),
    }
