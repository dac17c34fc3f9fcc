"""A report about several things and its parts: what may not be done, and what follows by rule.

Whoever moves a part holds the lock of its whole first: see `locked_together` in actions/step.py.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.common.workflow import Step, StepRefused
from services.reports.models import Report
from services.reports.workflow import State

FEWEST, MOST = 2, 10

REOPENED, RESOLVED, DECLINED = "part_reopened", "parts_resolved", "parts_declined"
WITHDRAW = "withdraw"  # It takes the parts along.

NOT_FOR_PARTS = {
    "ask": gettext_lazy("A part has nobody to ask: who sent it is known to the whole alone."),
    "merge": gettext_lazy("A part belongs to its whole: it is not merged into another report."),
    "split": gettext_lazy("A part is not split again: add a part to its whole instead."),
}


def refuse_what_parts_forbid(report: Report, name: str, step: Step) -> None:
    """Say why this step is not for a part, or not for a whole that has open parts."""
    if report.parent_id and name in NOT_FOR_PARTS:
        raise StepRefused(str(NOT_FOR_PARTS[name]))
    if step.target and name not in {WITHDRAW, REOPENED}:
        refuse_while_parts_are_open(report)


def refuse_while_parts_are_open(report: Report) -> None:
    """A whole waits for its parts: it closes by rule with the last one."""
    count = report.parts.open().count()
    if count:
        sentence = ngettext(
            "%(count)d part is still open: this report closes by itself with it.",
            "%(count)d parts are still open: this report closes by itself with the last one.",
            count,
        )
        raise StepRefused(sentence % {"count": count})


def what_follows(part: Report, whole: Report) -> str:
    """The step that the whole takes by rule, now that this part has moved; "" for none."""
    if part.is_open:
        return reopening(whole)
    if not whole.is_open or whole.parts.open().exists():
        return ""
    return RESOLVED if whole.parts.filter(state=State.RESOLVED).exists() else DECLINED


def reopening(whole: Report) -> str:
    """How the whole is in hand again where one of its parts is open."""
    if whole.state == State.IN_PROGRESS:
        return ""
    if not whole.is_open and whole.state not in {State.RESOLVED, State.DECLINED}:
        facts = {"reference": whole.reference, "state": whole.state_at_desk}
        raise StepRefused(
            _("The whole report %(reference)s is closed (%(state)s): its parts stay closed.")
            % facts
        )
    return REOPENED


def offered(report: Report, steps: Mapping[str, Step]) -> dict[str, Step]:
    """Those of the steps that parts do not forbid now; a desk has them at hand."""
    if report.parent_id:
        return {name: step for name, step in steps.items() if name not in NOT_FOR_PARTS}
    if any(part.is_open for part in report.parts.all()):
        return {name: step for name, step in steps.items() if not step.target}
    return dict(steps)
