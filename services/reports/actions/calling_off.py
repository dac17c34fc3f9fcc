"""The work goes on without the partner: its link ends, and it is told so."""

from portal.common.moments import now
from services.reports import partner_letters
from services.reports.models import PartnerRequest, Report


def call_off(report: Report) -> None:
    """End what the report waits for, inside the caller's transaction and under its lock."""
    for asked in report.partner_requests.unanswered():
        asked.report = report
        end(asked)
        partner_letters.post(asked, partner_letters.CALLED_OFF)


def end(asked: PartnerRequest) -> None:
    asked.recalled_at = now()
    asked.save(update_fields=["recalled_at"])
