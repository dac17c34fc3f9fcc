"""What a resident fills in: a report, an answer, a choice of what to see."""

from services.reports.forms.answer import AnswerForm
from services.reports.forms.fields import is_around_here
from services.reports.forms.filters import ReportFilterForm
from services.reports.forms.follow import (
    AreaFollowByEmailForm,
    AreaFollowForm,
    AreaWishForm,
    FollowForm,
)
from services.reports.forms.join import JoinForm
from services.reports.forms.own import EditForm, JudgeForm, OpenForm, WithdrawForm
from services.reports.forms.partner import PartnerAnswerForm
from services.reports.forms.report import SHORTEST_DESCRIPTION, ReportForm

__all__ = [
    "SHORTEST_DESCRIPTION",
    "AnswerForm",
    "AreaFollowByEmailForm",
    "AreaFollowForm",
    "AreaWishForm",
    "EditForm",
    "FollowForm",
    "JoinForm",
    "JudgeForm",
    "OpenForm",
    "PartnerAnswerForm",
    "ReportFilterForm",
    "ReportForm",
    "WithdrawForm",
    "is_around_here",
]
