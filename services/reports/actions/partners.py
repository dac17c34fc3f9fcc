"""A body outside helps with a report: it is asked, and answers by a link of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.moments import now, today
from portal.common.uploads import CleanPhoto
from portal.common.workflow import StepRefused
from portal.workdays.calendar import is_working_day
from services.reports import partner_letters
from services.reports.actions.calling_off import end
from services.reports.actions.joining import refuse_too_many
from services.reports.actions.photos import keep_photos
from services.reports.actions.step import locked, move, refuse_stale
from services.reports.models import Partner, PartnerRequest, Photo, Report
from services.reports.pictures import no_file_left_behind
from services.reports.workflow import STEPS

ASK, ANSWER = "ask_partner", "partner_answers"
LONGEST = timedelta(days=60)


@dataclass(frozen=True)
class Helper:
    """Whom to ask: one of the list, or a body that is in no list yet."""

    name: str
    email: str
    partner: Partner | None = None

    @classmethod
    def known(cls, partner: Partner) -> "Helper":
        return cls(partner.name, partner.email, partner)


@transaction.atomic
def ask_partner(
    report: Report,
    helper: Helper,
    *,
    question: str,
    due_on: date,
    note: str,
    by: User,
    seen: str = "",
) -> PartnerRequest:
    """Write to the partner what is needed and by when; the resident reads the note.

    The report's own clock runs on. Raises StepRefused when the table does not allow it.
    """
    report = locked(report)
    refuse_stale(report, seen, by=by)
    step = STEPS[ASK]
    step.check(report.state, by=by, at=report.agency, note=note)
    refuse_what_cannot_be_asked(helper, question, due_on)
    for forgotten in report.partner_requests.unanswered():  # From before it was closed.
        end(forgotten)
    asked = PartnerRequest.objects.create(
        report=report,
        partner=helper.partner,
        name=helper.name,
        email=helper.email,
        question=question,
        due_on=due_on,
        by=by,
        asked_at=now(),
    )
    move(report, ASK, step, by=by, note=note, details={"partner": helper.name})
    partner_letters.post(asked, partner_letters.ASKED)
    return asked


def refuse_what_cannot_be_asked(helper: Helper, question: str, due_on: date) -> None:
    if not (helper.name and helper.email and question.strip()):
        raise StepRefused(_("Something is missing: fill in the form of this step."))
    last = today() + LONGEST
    if not today() < due_on <= last or not is_working_day(due_on):
        day = {"last": show_day(last)}
        raise StepRefused(_("Choose a working day after today and not after %(last)s.") % day)


def partner_answers(
    asked: PartnerRequest,
    *,
    is_done: bool,
    answer: str,
    before: Sequence[CleanPhoto] = (),
    after: Sequence[CleanPhoto] = (),
) -> PartnerRequest:
    """Keep what the partner says and shows, for the officer to look at; its link ends.

    Raises StepRefused when it was answered, recalled or closed meanwhile.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(asked.report)
        asked = PartnerRequest.objects.get(pk=asked.pk)  # As it is now, under the report's lock.
        asked.report = report
        if not asked.is_open:
            raise StepRefused(_("This request has ended meanwhile; there is nothing more to do."))
        STEPS[ANSWER].check(report.state, by=None, note=answer)
        refuse_too_many(report, [*before, *after])
        keep_photos(report, before, kept, kind=Photo.Kind.PARTNER_BEFORE, is_shown=False)
        keep_photos(report, after, kept, kind=Photo.Kind.PARTNER_AFTER, is_shown=False)
        asked.answered_at, asked.answer, asked.is_done = now(), answer, is_done
        asked.save(update_fields=["answered_at", "answer", "is_done"])
        details = {"partner": asked.name, "done": is_done}
        move(report, ANSWER, STEPS[ANSWER], by=None, note=answer, details=details)
        return asked
