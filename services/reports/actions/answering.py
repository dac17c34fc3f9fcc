"""The resident answers an officer's question: in words, with photos, once for each question."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.uploads import CleanPhoto
from portal.common.workflow import StepRefused
from services.reports.actions.joining import refuse_too_many
from services.reports.actions.photos import keep_photos
from services.reports.actions.step import locked, move
from services.reports.models import Photo, Report
from services.reports.pictures import no_file_left_behind
from services.reports.question_links import SUPPLY, Question
from services.reports.workflow import STEPS


def answer_question(
    question: Question, *, note: str, by: User | None = None, photos: Sequence[CleanPhoto] = ()
) -> Report:
    """Give the officer the answer, and let the clock run on; her photos wait for a look.

    Raises StepRefused when the report waits for this question no more.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(question.report)
        if not Question(question.event, report).is_open:
            raise StepRefused(_("The officer no longer waits for this answer: look at the report."))
        STEPS[SUPPLY].check(report.state, by=by, note=note)
        refuse_too_many(report, photos)
        keep_photos(report, photos, kept, kind=Photo.Kind.ANSWERED, is_shown=False)
        return move(report, SUPPLY, STEPS[SUPPLY], by=by, note=note)
