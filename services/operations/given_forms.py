"""The forms of steps that need more than a note: one small form for each thing that is owed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import Agency, Membership, User
from portal.common.forms import LineField, ParagraphsField
from services.operations.days import DayField
from services.reports.given import Documented, Refusal
from services.reports.models import Category, Report
from services.reports.reasons import Ground, Reason
from services.reports.workflow import HANDLE, STEPS

CHOOSE = _("Choose one…")


class GivenForm(forms.Form):
    """What one step is given, and a note beside it; `given` is what the action takes."""

    def __init__(self, *sent: Any, step: str, report: Report, user: User, **options: Any) -> None:
        super().__init__(*sent, prefix=step, **options)
        self.step, self.report, self.user = STEPS[step], report, user
        self.name = step
        self.prepare()
        self.fields["note"] = note_field(is_owed=self.step.needs_note)

    def prepare(self) -> None:
        """Offer what can be chosen for this report."""

    @property
    def given(self) -> dict[str, Any]:
        return {self.step.needs[0]: self.cleaned_data["chosen"]}


def note_field(*, is_owed: bool) -> ParagraphsField:
    return ParagraphsField(
        label=pgettext_lazy("of an officer", "Note"),
        max_length=2000,
        required=is_owed,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a note first: the resident will read it.")},
    )


class OfficerForm(GivenForm):
    chosen = forms.ModelChoiceField(
        label=_("Officer"), queryset=User.objects.none(), empty_label=CHOOSE
    )

    def prepare(self) -> None:
        serving = Membership.objects.active().granting(HANDLE).filter(agency=self.report.agency)
        colleagues = User.objects.filter(pk__in=serving.values("user"), is_active=True)
        self.fields["chosen"].queryset = colleagues.order_by("name")


class PlanForm(GivenForm):
    chosen = DayField(label=_("Day"), error_messages={"required": _("Choose a day.")})


class ReasonForm(GivenForm):
    chosen = forms.ChoiceField(label=_("Reason"), choices=[("", CHOOSE), *Reason.choices])
    right_agency = LineField(
        label=_("Who decides on it"),
        help_text=_("Where another body does: the resident reads it and turns there."),
        max_length=150,
        required=False,
    )

    @property
    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"reason": Refusal(Reason(told["chosen"]), told["right_agency"])}


class CategoryForm(GivenForm):
    chosen = forms.ModelChoiceField(
        label=_("Kind"),
        queryset=Category.objects.active().select_related("group"),
        empty_label=CHOOSE,
        help_text=_("The date that was promised stays."),
    )


class AgencyForm(GivenForm):
    chosen = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), empty_label=CHOOSE
    )

    def prepare(self) -> None:
        others = Agency.objects.open().exclude(kind=Agency.Kind.DESK)
        self.fields["chosen"].queryset = others.exclude(pk=self.report.agency_id)


class GroundForm(GivenForm):
    chosen = forms.ChoiceField(label=_("Ground"), choices=[("", CHOOSE), *Ground.choices])
    document = LineField(
        label=pgettext_lazy("paper", "Document"),
        help_text=_("Its number and date: without a paper the clock runs on."),
        max_length=150,
    )

    @property
    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"ground": Documented(Ground(told["chosen"]), told["document"])}


FORMS: dict[str, type[GivenForm]] = {
    "officer": OfficerForm,
    "day": PlanForm,
    "reason": ReasonForm,
    "category": CategoryForm,
    "agency": AgencyForm,
    "ground": GroundForm,
}


def form_of(step: str) -> type[GivenForm] | None:
    """The form of a step that needs something, where it has one here."""
    needs = STEPS[step].needs if step in STEPS else ()
    return FORMS.get(needs[0]) if needs else None
