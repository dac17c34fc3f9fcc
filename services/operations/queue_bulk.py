"""One step on many reports at once, on Wagtail's bulk actions: each has a result of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext, pgettext
from wagtail.admin.views.bulk_action import BulkAction

from portal.accounts.models import Agency, User
from portal.common.admin import frame
from portal.common.workflow import StepRefused
from services.operations import queues
from services.operations.given_forms import (
    AgencyForm,
    GivenForm,
    OfficerForm,
    PlanForm,
    ReasonForm,
)
from services.operations.queue_filters import LONGEST_SEARCH, QueueFilterSet
from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import HANDLE, STEPS

MOST_AT_ONCE = 200  # With one press; more are a matter for another press.
ICON = "comment"


class NoteForm(GivenForm):
    """A step that is given a note at most."""

    given: dict = {}


class OfficersForm(OfficerForm):
    """Officers of all agencies that have these reports; the step refuses who serves elsewhere."""

    def prepare(self) -> None:
        agencies = {report.agency_id for report in self.reports}
        colleagues = User.objects.serving(HANDLE, agencies)
        self.fields["chosen"].queryset = colleagues.order_by("name_key", "pk")


class AgenciesForm(AgencyForm):
    def prepare(self) -> None:
        self.fields["chosen"].queryset = Agency.objects.open().exclude(kind=Agency.Kind.DESK)


# The steps that are worth taking on many, in the order of the buttons, and the form of each.
FORMS: dict[str, type[GivenForm]] = {
    "receive": NoteForm,
    "assign": OfficersForm,
    "start": NoteForm,
    "resolve": NoteForm,
    "decline": ReasonForm,
    "schedule": PlanForm,
    "hand_over": OfficersForm,
    "transfer": AgenciesForm,
    "spam": NoteForm,
}


@dataclass(frozen=True)
class Result:
    """What became of one report: where it stands now, or why it stayed."""

    report: Report
    refusal: str = ""


class StepOnMany(BulkAction):
    """Confirm once, then take the step on each; what is not this officer's is not there."""

    step = ""
    models = [Report]
    template_name = "operations/reports/bulk.html"
    display_name = aria_label = action_type = ""

    def dispatch(self, request):
        if not request.user.has_perm(STEPS[self.step].permission):
            raise PermissionDenied
        if not self.reports:
            return redirect("desk_reports")
        return super().dispatch(request)

    @cached_property
    def found(self) -> list[Report]:
        """The chosen reports that this officer may see, one more than is taken at once."""
        ids = self.request.GET.getlist("id")
        if "all" in ids:
            return listed(self.request)[: MOST_AT_ONCE + 1]
        visible = Report.objects.visible_to(self.request.user).with_row()
        keys = [int(key) for key in ids if key.isascii() and key.isdecimal() and len(key) < 19]
        chosen = visible.filter(pk__in=keys[: MOST_AT_ONCE + 1]).soonest_due_first()
        return list(chosen)

    @property
    def reports(self) -> list[Report]:
        return self.found[:MOST_AT_ONCE]

    def get_form(self, form_class=None):
        sent = [self.request.POST] if self.request.method == "POST" else []
        form_class = FORMS[self.step]
        known = {"step": self.step, "report": self.reports[0], "user": self.request.user}
        return type(form_class.__name__, (form_class,), {"reports": self.reports})(*sent, **known)

    def get_context_data(self, **kwargs):
        return self.furniture() | {
            "form": kwargs.get("form") or self.get_form(),
            "reports": self.reports,
            "is_cut": len(self.found) > MOST_AT_ONCE,
            "most": MOST_AT_ONCE,
            "step": STEPS[self.step],
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
        }

    def form_valid(self, form):
        """No transaction around them all: each report is taken or refused by itself."""
        told = {"note": form.cleaned_data["note"]} | form.given
        results = [self.take(report, told) for report in self.reports]
        taken = sum(not result.refusal for result in results)
        context = self.furniture() | {
            "results": results,
            "said": said(taken, len(results)),
            "next": self.next_url,
        }
        return render(self.request, "operations/reports/bulk_results.html", context)

    def take(self, report: Report, told: dict) -> Result:
        seen = self.request.POST.get(f"seen-{report.pk}", "")[:64]
        try:
            by = self.request.user
            return Result(actions.take_step(report, self.step, by=by, seen=seen, **told))
        except StepRefused as refusal:
            return Result(report, str(refusal))

    def furniture(self) -> dict:
        queue = {"url": reverse("desk_reports"), "label": pgettext("of residents", "Reports")}
        label = STEPS[self.step].label
        return frame(str(label), ICON, queue, {"url": "", "label": label})


def said(taken: int, all_of_them: int) -> str:
    sentence = ngettext(
        "Done for %(taken)d of %(all)d report.",
        "Done for %(taken)d of %(all)d reports.",
        all_of_them,
    )
    return sentence % {"taken": taken, "all": all_of_them}


def listed(request) -> queues.Rows:
    """The whole list that was on the screen, by the address that it had."""
    filters = QueueFilterSet(request.GET, request=request)
    visible = Report.objects.visible_to(request.user)
    found = filters.filter_queryset(visible) if filters.is_valid() else visible
    asked: QueryDict = request.GET
    found = found.saying(asked.get("q", "")[:LONGEST_SEARCH])
    return queues.asked_for(request.user, found, asked).rows


def action_of(name: str) -> type[StepOnMany]:
    """Wagtail's bulk action for one step."""
    label = STEPS[name].label
    facts = {"step": name, "action_type": name, "display_name": label, "aria_label": label}
    return type(f"{name.title().replace('_', '')}Many", (StepOnMany,), facts)


ACTIONS = {name: action_of(name) for name in FORMS}


def offered_to(user) -> Iterable[dict]:
    """The steps whose buttons this officer sees."""
    return [
        {
            "label": STEPS[name].label,
            "url": reverse("wagtail_bulk_action", args=["reports", "report", name]),
        }
        for name in ACTIONS
        if user.has_perm(STEPS[name].permission)
    ]
