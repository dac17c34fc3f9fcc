"""What to show in the public list, on its map, in its feed and in its table."""

from itertools import groupby
from operator import attrgetter

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PortalForm
from portal.places.models import Commune
from services.reports import periods
from services.reports.models import Category
from services.reports.workflow import SHOWN, State

NAMES = ("q", "topic", "commune", "state", "period")
FORMER_NAMES = {"group": "topic"}  # In addresses that people keep.


class PeriodField(forms.ChoiceField):
    """A month or a year: one of those offered, or any other that an address names."""

    def valid_value(self, value):
        return periods.is_period(value)


class ReportFilterForm(PortalForm):
    """What to show of the reports; nonsense shows everything."""

    q = LineField(label=_("Keywords"), max_length=100, required=False)
    topic = forms.ChoiceField(label=_("About"), required=False)
    commune = forms.ChoiceField(label=_("Ward or commune"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    period = PeriodField(label=pgettext_lazy("of a report", "When"), required=False)

    def __init__(self, data: QueryDict):
        super().__init__(by_present_names(data))
        self.communes = {one.code: one for one in Commune.objects.current().local()}
        public = Category.objects.filter(is_private=False).select_related("group")
        self.categories = list(public)
        states = [(state.value, state.label) for state in State if state in SHOWN]
        self.offer("commune", [(one.code, one.name) for one in self.communes.values()])
        self.offer("topic", self.topics())
        self.offer("state", states)
        self.offer("period", periods.offered())
        self.keep_period(self.data.get("period", ""))

    def offer(self, name: str, choices: list) -> None:
        self.fields[name].choices = [("", _("All")), *choices]

    def topics(self) -> list:
        """Each group with its kinds; the group itself is the first of them."""
        return [
            (group.name, [(group.code, every(group)), *((one.code, one.name) for one in kinds)])
            for group, kinds in groupby(self.categories, key=attrgetter("group"))
        ]

    def keep_period(self, period: str) -> None:
        """Show a period that is not offered today, where the address names it."""
        field = self.fields["period"]
        if periods.is_period(period) and period not in dict(field.choices):
            field.choices = [*field.choices, (period, periods.in_words(period))]

    @property
    def wanted(self) -> dict[str, str]:
        """What was chosen and makes sense, by the names of the fields."""
        return self.cleaned_data if self.is_valid() else {}

    @property
    def narrowing(self) -> dict[str, str]:
        """The same without what was left empty."""
        return {name: self.wanted[name] for name in NAMES if self.wanted.get(name)}

    @property
    def chosen(self) -> dict:
        """What `Report.objects.chosen` asks."""
        wanted = self.wanted
        period = wanted.get("period")
        return {
            "q": wanted.get("q", ""),
            "commune": self.communes.get(wanted.get("commune", "")),
            "categories": self.chosen_categories,
            "state": wanted.get("state", ""),
            "within": periods.span(period) if period else None,
        }

    @property
    def chosen_categories(self) -> list[int]:
        topic = self.wanted.get("topic")
        return [one.pk for one in self.categories if topic in (one.code, one.group.code)]

    @property
    def counted(self) -> dict[str, str]:
        """What `Tally.objects.of` asks: all that was chosen but the words and the commune."""
        return {name: self.wanted.get(name, "") for name in ("topic", "state", "period")}

    @property
    def in_words(self) -> list[str]:
        """What was chosen, as the page calls it."""
        return [self.word_for(name, value) for name, value in self.narrowing.items()]

    def word_for(self, name: str, value: str) -> str:
        if name == "q":
            return f"“{value}”"
        return str(dict(flatten_choices(self.fields[name].choices)).get(value, value))

    @property
    def query(self) -> str:
        """What was chosen as an address says it, each thing once."""
        query = QueryDict(mutable=True)
        query.update(self.narrowing)
        return query.urlencode()

    def address(self, name: str) -> str:
        """Another page of the same choice."""
        return f"{reverse(name)}?{self.query}" if self.query else reverse(name)


def every(group) -> str:
    return gettext("Everything about: %(group)s") % {"group": group.name}


def by_present_names(data: QueryDict) -> dict[str, str]:
    """One value a name; a former name says the same as its successor."""
    former = {new: data[old] for old, new in FORMER_NAMES.items() if old in data}
    return former | {name: data[name] for name in NAMES if data.get(name)}
