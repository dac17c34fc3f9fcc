"""What a resident fills in: a report, an answer, a choice of what to see."""

from services.reports.forms.answer import AnswerForm
from services.reports.forms.fields import is_around_here
from services.reports.forms.filters import ReportFilterForm
from services.reports.forms.join import JoinForm
from services.reports.forms.report import SHORTEST_DESCRIPTION, ReportForm

__all__ = [
    "SHORTEST_DESCRIPTION",
    "AnswerForm",
    "JoinForm",
    "ReportFilterForm",
    "ReportForm",
    "is_around_here",
]
