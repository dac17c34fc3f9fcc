"""At the desk: saying that a report belongs to others, and where it goes then."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.forms import ParagraphsField
from services.reports.actions.refusing import refuse_until, why_not
from services.reports.models import Report
from services.reports.why_here import REFUSE
from services.reports.workflow import STEPS

OWED = gettext_lazy("Write why it belongs to others: whoever gets it next reads that.")


class RefuseForm(forms.Form):
    note = ParagraphsField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the agency that gets it next; the resident does not read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": OWED},
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *sent, report: Report, **options):
        super().__init__(*sent, prefix=REFUSE, initial={"seen": report.head}, **options)
        day = show_day(refuse_until(report, report.events.all()))
        self.hint = _("Until %(day)s. The rules choose who gets it; its date stays.") % {"day": day}


def refuse_form(user: User, report: Report, *sent) -> RefuseForm | None:
    """The form that refuses, where this officer's agency may still do so."""
    step = STEPS[REFUSE]
    may = report.state in step.sources and step.is_allowed(by=user, at=report.agency)
    if not may or sentence(report):
        return None
    return RefuseForm(*sent, report=report)


def sentence(report: Report) -> str:
    """Why its agency may not refuse it now, where the rules say so."""
    return why_not(report, report.events.all())


def where_it_went(report: Report) -> str:
    facts = {"reference": report.reference, "agency": report.agency.name}
    return _("%(reference)s went to %(agency)s.") % facts
