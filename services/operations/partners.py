"""Asking a partner from a report's page, and what was asked of partners so far."""

from services.operations.partner_forms import PartnerForm
from services.reports.models import PartnerRequest, Report
from services.reports.workflow import STEPS

ASK = "ask_partner"
Standing = PartnerRequest.Standing
TONES = {
    Standing.OPEN: "waiting",
    Standing.LATE: "late",
    Standing.ANSWERED: "good",
    Standing.RECALLED: "neutral",
    Standing.EXPIRED: "neutral",
}


def content(user, report: Report, sent: PartnerForm | None = None) -> dict:
    """The part of a report's page that is about partners."""
    return {"partner_form": sent or form(user, report), "partner_requests": requests(report)}


def form(user, report: Report, *sent) -> PartnerForm | None:
    """The form by which this officer may ask a partner now."""
    step = STEPS[ASK]
    may = step.is_allowed(by=user, at=report.agency) and report.state in step.sources
    return PartnerForm(*sent) if may else None


def requests(report: Report) -> list[dict]:
    """Every request about this report, newest first, with how far it is."""
    found = report.partner_requests.select_related("by", "partner").order_by("-asked_at", "-pk")
    return [request(report, asked) for asked in found]


def request(report: Report, asked: PartnerRequest) -> dict:
    asked.report = report
    standing = Standing(asked.standing)
    return {
        "asked": asked,
        "phone": asked.partner.phone if asked.partner else "",
        "label": standing.label,
        "tone": TONES[standing],
    }
