"""Who may read a report that is not for everyone: whoever sent it, signed in or by its code."""

from services.reports.models import Report

SESSION_KEY = "claimed_reports"
MOST = 20  # A session remembers the last few; older ones open again with their code.


def remember_claim(request, report: Report, code: str = "") -> None:
    """Let this browser read the report; keep the new code until its receipt is shown."""
    claims = request.session.get(SESSION_KEY, {})
    claims[report.reference] = code or claims.get(report.reference, "")
    request.session[SESSION_KEY] = dict(list(claims.items())[-MOST:])


def is_mine(request, report: Report) -> bool:
    """Whether the person at this browser sent the report."""
    signed_in = request.user.is_authenticated and report.reporter_id == request.user.pk
    return signed_in or report.reference in request.session.get(SESSION_KEY, {})


def code_of(request, report: Report) -> str:
    """The claim code of a report sent from this browser, to be shown on its receipt."""
    return request.session.get(SESSION_KEY, {}).get(report.reference, "")
