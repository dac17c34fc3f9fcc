"""What is asked about a rule of routing, and about a team."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import Agency, User
from portal.accounts.wagtail_pieces import AgencyField, DayField, offered_agencies
from portal.common.forms import ModelChoiceField, our_formfield
from portal.places.models import Commune
from services.operations.given_forms import CHOOSE
from services.reports.models import Category, CategoryGroup, RoutingRule, Team
from services.reports.workflow import HANDLE

KINDS = ["groups", "categories", "communes"]
TIMES = ["hours", "weekdays", "from_time", "until_time"]
TARGET = ["agency", "team"]
ANY = gettext_lazy("Tick none, and it fits all.")


class Boxes(forms.CheckboxSelectMultiple):
    """Many boxes in a frame of their own, which can be narrowed by typing (pick.js)."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "agencies"})


class RowsField(forms.ModelMultipleChoiceField):
    widget = Boxes

    def __init__(self, rows, **options):
        super().__init__(rows, required=False, help_text=ANY, **options)


class CategoriesField(RowsField):
    def label_from_instance(self, category) -> str:
        return f"{category.name} ({category.group.name})"


class TeamField(ModelChoiceField):
    def label_from_instance(self, team) -> str:
        return f"{team.agency.name} · {team.name}"


class HourField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RuleForm(forms.ModelForm):
    """One rule: whom it fits, when, and to whom it sends."""

    groups = RowsField(CategoryGroup.objects.all(), label=gettext_lazy("Category groups"))
    categories = CategoriesField(Category.objects.none(), label=gettext_lazy("Report categories"))
    communes = RowsField(Commune.objects.none(), label=gettext_lazy("Communes"))
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days of the week"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    from_time = HourField(label=gettext_lazy("From what time"), required=False)
    until_time = HourField(
        label=gettext_lazy("Until what time"),
        required=False,
        help_text=gettext_lazy("An earlier one than the first goes over midnight: 22:00 to 5:00."),
    )
    question = forms.ChoiceField(label=gettext_lazy("Question"), required=False)
    agency = AgencyField(
        label=gettext_lazy("Send to"),
        required=False,
        empty_label=gettext_lazy("The commune's own committee"),
    )
    team = TeamField(
        queryset=Team.objects.none(),
        label=gettext_lazy("Team"),
        required=False,
        empty_label=gettext_lazy("None: to the agency as a whole"),
    )
    valid_from = DayField(label=gettext_lazy("Valid from"))
    valid_until = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: until somebody ends it."),
    )

    class Meta:
        model = RoutingRule
        fields = [
            "name",
            *KINDS,
            *TIMES,
            "question",
            "answer",
            *TARGET,
            "valid_from",
            "valid_until",
        ]
        formfield_callback = our_formfield

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categories"].queryset = Category.objects.active().select_related("group")
        self.fields["communes"].queryset = Commune.objects.current().local()
        own = Agency.objects.filter(pk=self.instance.agency_id)
        self.fields["agency"].queryset = offered_agencies() | own
        self.fields["team"].queryset = Team.objects.active().select_related("agency")
        self.fields["question"].choices = [("", _("None: answers are not asked")), *questions()]

    def clean(self):
        facts = super().clean()
        team, agency = facts.get("team"), facts.get("agency")
        if team and team.agency != agency:
            self.add_error("team", _("This team belongs to another agency."))
        if facts.get("hours") != RoutingRule.Hours.CHOSEN:
            facts |= {"weekdays": [], "from_time": None, "until_time": None}
        elif not facts.get("weekdays") and not facts.get("from_time"):
            self.add_error("weekdays", _("Tick a day, or say from when until when."))
        return facts

    def save(self, commit=True):
        raise TypeError("Rules are kept by the action save_rule.")

    @property
    def sets(self) -> dict:
        return {name: self.cleaned_data[name] for name in KINDS}


def questions() -> list[tuple[str, str]]:
    """Every question that some kind of report asks, by its code, with the answers it offers."""
    found = {}
    for category in Category.objects.active():
        for asked in category.questions:
            answers = " / ".join(map(str, asked.get("values", [])))
            found.setdefault(
                asked["code"], f"{asked['label']} ({answers})" if answers else asked["label"]
            )
    return sorted(found.items(), key=lambda one: one[1])


class NewTeamForm(forms.ModelForm):
    """A team's name and agency; who belongs to it is chosen from that agency afterwards."""

    agency = AgencyField(label=gettext_lazy("Agency"), empty_label=CHOOSE)

    class Meta:
        model = Team
        fields = ["agency", "name"]
        formfield_callback = our_formfield

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = offered_agencies().exclude(kind=Agency.Kind.DESK)

    @property
    def members(self) -> list[User]:
        return []


class TeamForm(forms.ModelForm):
    """Who belongs to a team: the officers who handle reports at its agency today."""

    chosen = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Members"),
        help_text=gettext_lazy("The officers who handle reports at this agency today."),
        required=False,
        widget=Boxes,
    )

    class Meta:
        model = Team
        fields = ["name", "is_active"]
        formfield_callback = our_formfield

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = User.objects.serving(HANDLE, [self.instance.agency])
        self.fields["chosen"].queryset = found.order_by("name_key", "pk")
        self.fields["chosen"].initial = self.instance.members.all()
        self.order_fields(["name", "chosen", "is_active"])

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = Team.objects.filter(agency=self.instance.agency).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise ValidationError(_("This agency has a team of this name already."))
        return name

    @property
    def members(self):
        return self.cleaned_data["chosen"]
