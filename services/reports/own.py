"""What the sender may do with her own report now."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.common.moments import now
from services.reports.models import Report
from services.reports.workflow import STEPS, State

FRESH_FOR = timedelta(minutes=15)  # After sending: words may be changed, the code be shown again.


def is_fresh(report: Report) -> bool:
    return now() < report.created_at + FRESH_FOR


def may_edit(report: Report) -> bool:
    return is_fresh(report) and report.state == State.SUBMITTED and not report.is_erased


def may_withdraw(report: Report) -> bool:
    return report.state in STEPS["withdraw"].sources


def choices(report: Report) -> list[dict]:
    """The pages on which its sender may change it, as far as they are open to her now."""
    offered = [
        ("edit", _("Change what I wrote"), may_edit(report)),
        ("judge_own", _("Say whether I am satisfied"), report.state == State.RESOLVED),
        ("withdraw", pgettext("report", "Withdraw my report"), may_withdraw(report)),
        ("remove", _("Remove my data"), not report.is_erased),
    ]
    return [
        {"url": reverse(f"reports:{name}", args=[report.reference]), "label": label}
        for name, label, is_open in offered
        if is_open
    ]
