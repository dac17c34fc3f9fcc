"""Which report somebody may open: the fetch carries the permission."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from services.reports.claims import is_mine
from services.reports.models import Report
from services.signin.staff.proof import may_use_powers


def told_or_404(request, reference: str) -> Report:
    """A report with everything its page tells; a private one exists only for its sender and the
    officers of its desk.
    """
    reports = Report.objects.with_card().with_timeline().with_seen_too()
    report = get_object_or_404(reports, reference=reference.upper())
    if report.is_private and not (is_mine(request, report) or is_on_desk(request, report)):
        raise Http404
    return report


def mine_or_404(request, reference: str) -> Report:
    report = told_or_404(request, reference)
    if not is_mine(request, report):
        raise Http404
    return report


def is_on_desk(request, report: Report) -> bool:
    """Whether an officer of its desk looks, who has shown her second factor."""
    user = request.user
    serves = user.is_authenticated and user.has_perm("reports.view_desk", report.agency)
    return serves and may_use_powers(request)
