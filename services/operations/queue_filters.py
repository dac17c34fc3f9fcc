"""By what an officer narrows the queue. Only what she may see can be chosen."""

from hashlib import sha256

import django_filters
from django import forms
from django.core.cache import cache
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from portal.accounts.models import Agency, Membership, User
from portal.accounts.models.agencies import reach
from portal.places.models import Commune
from services.reports import measures
from services.reports.models import Category, Report
from services.reports.models.report_querysets import DESK
from services.reports.workflow import AT_THE_DESK, HANDLE, State

LONGEST_SEARCH = 100
REMEMBERED = (
    60  # Seconds: kinds, communes and officers change seldom, the queue is looked at often.
)
NOBODY, NOBODY_YET = "none", _("Nobody yet")
ANY = pgettext_lazy("any of these", "All")
STATES = [(state.value, AT_THE_DESK.get(state, state.label)) for state in State]

# What an address of the queue may say: nothing else is kept in a saved filter.
ASKED = ("q", "scope", "view", "category", "commune", "state", "assignee")
ASKED += ("created_at_from", "created_at_to", "agency", "closed_at_from", "closed_at_to")
ASKED += ("judged_from", "judged_to", "outcome", "reopened", "spam")

TICK = (
    '<div><label for="{}"><input type="checkbox" name="{}" value="{}" id="{}"{}> {}</label></div>'
)

Choices = list[tuple[str, str]]


class Ticks(forms.CheckboxSelectMultiple):
    """Django's own, drawn at once: a template for each of a hundred ticks is slow."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        options = [option for _group, (option,), _index in widget["optgroups"]]
        ticks = format_html_join(
            "", TICK, ((*drawn(option), option["label"]) for option in options)
        )
        return format_html('<div id="{}">{}</div>', widget["attrs"].get("id", name), ticks)


def drawn(option: dict) -> tuple:
    """What one tick says of itself, twice its number for its label."""
    number = option["attrs"].get("id", "")
    tick = mark_safe(" checked") if option["selected"] else ""
    return number, option["name"], option["value"], number, tick


class Several(django_filters.MultipleChoiceFilter):
    """Any of the ticked ones; no row can be there twice, so none is compared with the others."""

    def __init__(self, **options):
        super().__init__(widget=Ticks, distinct=False, **options)


class QueueFilterSet(WagtailFilterSet):
    category = Several(label=_("Kind"))
    commune = Several(label=_("Commune"))
    state = Several(label=pgettext_lazy("of a report", "State"), choices=STATES)
    assignee = django_filters.ChoiceFilter(
        label=_("Officer"), null_label=NOBODY_YET, null_value=NOBODY, empty_label=ANY
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=pgettext_lazy("when", "Sent"), widget=DateRangePickerWidget
    )

    agency = Several(label=_("Agency"))
    closed_at = django_filters.DateFromToRangeFilter(
        label=pgettext_lazy("when", "Closed"), widget=DateRangePickerWidget
    )
    outcome = django_filters.ChoiceFilter(
        label=_("In time"),
        choices=measures.OUTCOMES,
        empty_label=ANY,
        method=lambda reports, name, value: reports.filter(measures.outcome(value)),
    )
    reopened = django_filters.ChoiceFilter(
        label=_("Opened again"),
        choices=[("1", _("Was closed before"))],
        empty_label=ANY,
        method=lambda reports, name, value: reports.filter(measures.was_reopened()),
    )
    spam = django_filters.ChoiceFilter(
        label=_("Perhaps no report"),
        choices=[("1", _("Looks like none, and nobody has read it"))],
        empty_label=ANY,
        method=lambda reports, name, value: reports.perhaps_spam(),
    )
    judged = django_filters.DateFromToRangeFilter(
        label=pgettext_lazy("when", "Judged"),
        widget=DateRangePickerWidget,
        method=lambda reports, name, days: reports.filter(measures.was_judged(days)),
    )

    class Meta:
        model = Report
        fields = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, choices in choices_for(self.request.user).items():
            self.filters[name].extra["choices"] = choices


def choices_for(user) -> dict[str, Choices]:
    """What can be chosen by whoever sees the desks of the same agencies; remembered a minute."""
    agencies = reach(user, DESK)
    told = "all" if agencies is None else ",".join(map(str, sorted(agencies)))
    key = f"queue-choices-{sha256(told.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: read_choices(agencies), REMEMBERED)


def read_choices(agencies: list[int] | None) -> dict[str, Choices]:
    return {
        "category": pairs(Category.objects.all(), "name"),
        "commune": pairs(communes_of(agencies), "name"),
        "agency": pairs(agencies_of(agencies), "name"),
        "assignee": pairs(officers_of(agencies), "name"),
    }


def pairs(rows, label: str) -> Choices:
    return [(str(pk), words) for pk, words in rows.values_list("pk", label)]


def communes_of(agencies: list[int] | None):
    """Those of these agencies; all, where one of them serves no single commune."""
    here = Commune.objects.local()
    if agencies is None:
        return here
    places = set(Agency.objects.filter(pk__in=agencies).values_list("commune", flat=True))
    return here if None in places else here.filter(pk__in=places)


def agencies_of(agencies: list[int] | None):
    """Those that may have reports: a one-stop desk has none."""
    handling = Agency.objects.exclude(kind=Agency.Kind.DESK).order_by("name")
    return handling if agencies is None else handling.filter(pk__in=agencies)


def officers_of(agencies: list[int] | None):
    """Those who handle reports at these agencies."""
    serving = Membership.objects.serving(HANDLE, agencies)
    return User.objects.filter(pk__in=serving.values("user")).order_by("name_key", "pk")
