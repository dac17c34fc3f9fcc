"""Which of its sender's words everyone may read: an officer hides more of them, or fewer.

What was hidden or shown is not repeated in the history, which never forgets.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.workflow import StepRefused
from services.reports import telling
from services.reports.actions.step import locked
from services.reports.actions.telling import make_findable, remember
from services.reports.models import Report
from services.reports.workflow import HANDLE

SHORTEST, LONGEST = 2, 200  # Characters: one letter alone would riddle the text.
MOST = 50
CHANGED = ["more_masked", "left_shown", "public_description", "public_address", "folded"]


@transaction.atomic
def hide_words(report: Report, *, by: User, words: str) -> Report:
    """Let nobody else read these words of its sender, wherever they stand exactly so."""
    report = locked(report)
    refuse_others(report, by=by)
    words = words.strip()
    if not SHORTEST <= len(words) <= LONGEST:
        raise StepRefused(_("Choose from 2 to 200 characters to hide."))
    if not any(words in text for text in telling.texts(report)):
        raise StepRefused(_("These words do not stand in the report: copy them exactly."))
    if words in report.left_shown:
        report.left_shown = [one for one in report.left_shown if one != words]
    elif words in report.more_masked or len(report.more_masked) >= MOST:
        raise StepRefused(_("These words are hidden already, or too many others are."))
    else:
        report.more_masked = [*report.more_masked, words]
    return change(report, "hide_words", by=by)


@transaction.atomic
def show_words(report: Report, *, by: User, words: str) -> Report:
    """Let everyone read words again that were hidden by an officer, or found by mistake."""
    report = locked(report)
    refuse_others(report, by=by)
    if words in report.more_masked:
        report.more_masked = [one for one in report.more_masked if one != words]
    elif words in found_in(report) and words not in report.left_shown:
        report.left_shown = [*report.left_shown, words]
    else:
        raise StepRefused(_("These words are not hidden now: someone may have decided meanwhile."))
    return change(report, "show_words", by=by)


def change(report: Report, step: str, *, by: User) -> Report:
    report.derive()
    report.save(update_fields=CHANGED)
    remember(report, step, by=by, is_public=False, details={"spots": 1})
    make_findable(report)
    return report


def found_in(report: Report) -> set[str]:
    return {mention.text for mention in telling.mentions(report)}


def refuse_others(report: Report, *, by: User) -> None:
    if not by.has_perm(HANDLE, report.agency):
        raise StepRefused(_("You may not take this step."))
    if report.is_erased:
        raise StepRefused(_("The words of this report were erased: nothing is left to hide."))
