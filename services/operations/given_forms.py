"""The forms of steps that need more than a note: one small form for each thing that is owed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Agency, User
from portal.common.forms import LineField, ParagraphsField
from services.operations.days import DayField
from services.reports import actions
from services.reports.actions.sending_on import belongs_elsewhere, refused_by
from services.reports.given import Documented, Refusal
from services.reports.models import Category, Report
from services.reports.reasons import Ground, Reason
from services.reports.routing import Decision, Matter, Rulebook
from services.reports.workflow import HANDLE, STEPS

CHOOSE = _("Choose one…")
KEEP = "keep"


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

    def take(self, report: Report, *, by: User, **told: Any) -> Report:
        """Take the step; some forms do more than that."""
        return actions.take_step(report, self.name, by=by, **told, **self.given)


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
        here = User.objects.serving(HANDLE, [self.report.agency]).order_by("name_key", "pk")
        self.fields["chosen"].queryset = here
        self.fields["chosen"].choices = team_first(self.report, here)


def team_first(report: Report, officers: Iterable[User]) -> list[tuple[Any, Any]]:
    """The members of the team to which it was sent, then all others who may be given it."""
    team = report.team
    members = set(team.members.values_list("pk", flat=True)) if team else set()
    offered = [(officer.pk, str(officer)) for officer in officers]
    of_team = [one for one in offered if one[0] in members]
    if not (team and of_team):
        return [("", CHOOSE), *offered]
    others = [one for one in offered if one[0] not in members]
    rest = [(_("All other officers"), others)] if others else []
    return [("", CHOOSE), (team.name, of_team), *rest]


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
    send_to = forms.ChoiceField(
        label=_("Where it goes then"), required=False, widget=forms.RadioSelect
    )
    elsewhere: Decision | None = None

    def prepare(self) -> None:
        """Ask where it goes only when the chosen kind goes elsewhere: see clean()."""
        self.elsewhere = self.find_elsewhere() if self.is_bound else None
        if self.elsewhere is None:
            del self.fields["send_to"]
            return
        target = self.elsewhere.agency
        facts = {"agency": target.name}
        self.fields["send_to"].choices = [
            (str(target.pk), gettext("Send it to %(agency)s") % facts),
            (KEEP, gettext("Keep it here")),
        ]

    def find_elsewhere(self) -> Decision | None:
        """Where routing sends the kind that was just chosen, if not here."""
        try:
            category = self.fields["chosen"].clean(self.data.get(self.add_prefix("chosen")))
        except ValidationError:
            return None
        return belongs_elsewhere(self.report, category)

    def clean_send_to(self) -> Agency | None:
        """Whoever has not been asked yet, is: in one more look at the same form."""
        said = self.cleaned_data["send_to"]
        if not said:
            told = {"agency": self.elsewhere.agency.name}
            sentence = gettext("This kind goes to %(agency)s. Say whether to send it there.")
            raise ValidationError(sentence % told)
        return None if said == KEEP else self.elsewhere.agency

    def take(self, report: Report, *, by: User, **told: Any) -> Report:
        send_to = self.cleaned_data.get("send_to")
        return actions.recategorise(report, by=by, send_to=send_to, **told, **self.given)


class AgencyForm(GivenForm):
    chosen = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), empty_label=CHOOSE
    )

    def prepare(self) -> None:
        others = Agency.objects.open().exclude(kind=Agency.Kind.DESK)
        self.fields["chosen"].queryset = others.exclude(pk=self.report.agency_id)
        self.fields["chosen"].choices = likely_first(self.report, self.fields["chosen"].queryset)


def likely_first(report: Report, agencies: Iterable[Agency]) -> list[tuple[Any, Any]]:
    """Those that handle such a report there, then all others; those that refused it are no tip."""
    matter = Matter(report.category, report.commune, report.created_at, report.answers)
    without = refused_by(report.events.all())
    tips = Rulebook.read(report.created_at).suggest(matter, without)
    offered = {agency.pk: agency.name for agency in agencies}
    likely = {tip.pk: offered.pop(tip.pk) for tip in tips if tip.pk in offered}
    likely_group = [(_("They handle such reports there"), list(likely.items()))] if likely else []
    return [("", CHOOSE), *likely_group, (_("All others"), list(offered.items()))]


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
