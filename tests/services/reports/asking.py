"""A body outside that helps, and what it is asked."""

from datetime import date

from portal.common.moments import today
from portal.workdays.calendar import add_working_days
from services.reports import actions
from services.reports.actions.partners import Helper
from services.reports.models import Partner, PartnerRequest, Report
from tests.services.reports.factories import ReportFactory

QUESTION = "Nhờ kiểm tra đường dây cấp cho trụ số 12."
TOLD = "Đã đề nghị Điện lực kiểm tra."
POWER = Helper("Điện lực Sóc Trăng", "dien-luc@example.vn")


def power_company(**facts) -> Partner:
    defaults = {"email": POWER.email, "phone": "19001006"}
    return Partner.objects.get_or_create(name=POWER.name, defaults=defaults | facts)[0]


def in_days(count: int) -> date:
    return add_working_days(today(), count)


def ask(by, report: Report | None = None, helper: Helper = POWER, days: int = 3) -> PartnerRequest:
    """Hoa asks the power company about a lamp."""
    report = report or ReportFactory(in_progress=True)
    told = {"question": QUESTION, "due_on": in_days(days), "note": TOLD}
    return actions.ask_partner(report, helper, by=by, **told)
