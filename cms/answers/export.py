"""Answers as a file: bounded, opened a few hundred at a time, harmless, and remembered."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.answers.showing import for_file
from portal.common.moments import today
from portal.common.spreadsheets import HarmlessSpreadsheet

MOST = 20_000
AT_ONCE = 500
SENT = "submit_time"
TAKEN = "cms.export_answers"


class AnswersExport(HarmlessSpreadsheet):
    """Whoever asks has just confirmed that it is she: see StepUpMiddleware."""

    def get_filename(self):
        return f"{self.form_page.slug}-{today():%Y-%m-%d}"

    def as_spreadsheet(self, answers, spreadsheet_format):
        """Remembered before the first row leaves the house: who, when, how many."""
        facts = {"count": min(answers.count(), MOST), "format": spreadsheet_format}
        log(self.form_page, TAKEN, user=self.request.user, data=facts)
        return super().as_spreadsheet(bounded(answers), spreadsheet_format)

    def to_row_dict(self, answer):
        if answer is None:
            return dict.fromkeys(self.list_export, "") | {SENT: cut_here()}
        said = answer.said
        cells = {one.clean_name: for_file(one, said.get(one.clean_name)) for one in self.questions}
        return {SENT: answer.submit_time, **cells}


def bounded(answers) -> Iterator:
    """At most so many; a last row says so when there would be more."""
    for number, answer in enumerate(answers[: MOST + 1].iterator(AT_ONCE)):
        yield answer if number < MOST else None


def cut_here() -> str:
    return _("Only the first %(most)d are in this file: narrow the list to have the others.") % {
        "most": MOST
    }
