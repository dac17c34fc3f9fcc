"""What both doors ask before a report comes in: the form's, and the API's."""

from datetime import timedelta

from portal.common.limits import spend

REPORTS_AN_HOUR = 30  # From one address; a café full of neighbours stays well below.


def spend_one_report(request) -> None:
    """Count an attempt to send a report, by whichever door."""
    spend(request, "reports.submit", allowed=REPORTS_AN_HOUR, per=timedelta(hours=1))


def reporter_at(request):
    """Whoever is signed in; nobody need be."""
    return request.user if request.user.is_authenticated else None
