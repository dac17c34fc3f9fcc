"""Who may read a report that is not for everyone: whoever sent it, signed in or by its code."""

from portal.common.references import claim_code_for
from services.reports.models import Report

SESSION_KEY = "claimed_reports"
MOST = 20  # A session remembers the last few; older ones open again with their code.


def remember_claim(request, report: Report) -> None:
    """Let this browser read the report as its sender."""
    others = [one for one in claimed(request) if one != report.reference]
    request.session[SESSION_KEY] = [*others, report.reference][-MOST:]


def is_mine(request, report: Report) -> bool:
    """Whether the person at this browser sent the report."""
    signed_in = request.user.is_authenticated and report.reporter_id == request.user.pk
    return signed_in or report.reference in claimed(request)


def claimed(request) -> list[str]:
    return request.session.get(SESSION_KEY, [])


def code_of(report: Report) -> str:
    """The claim code for the receipt, where it can be told again; it is stored nowhere."""
    code = claim_code_for(report.submission_key) if report.submission_key else ""
    return code if code and report.is_claimed_by(code) else ""
