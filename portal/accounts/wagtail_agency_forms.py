"""What is asked about an agency: its place in the tree, how to reach it, when it is open."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from portal.accounts.codes import LONGEST, read_code
from portal.accounts.hours import read_periods, show_periods
from portal.accounts.models import Agency
from portal.accounts.wagtail_pieces import AgencyField, DayField, offered_agencies
from portal.common.forms import LineField, our_formfield
from portal.common.moments import today
from portal.common.phones import read_phone, show_phone
from portal.places.models import Commune

LONGEST_HOURS = 100
FIRST = ["name", "kind"]
REACHED = ["parent", "commune", "address", "hotline"]
ENDING = ["hours_note", "are_hours_confirmed"]
CODE_HELP = _("As the decision writes it: H13.12.34, or 000.12.34.H51 in the old form.")


class HoursField(LineField):
    """The periods of one day, as people write them."""

    def __init__(self, **options):
        super().__init__(max_length=LONGEST_HOURS, required=False, **options)

    def clean(self, value):
        return read_periods(super().clean(value))


class CodeField(LineField):
    def __init__(self, **options):
        options = {"label": _("Agency identifier"), "help_text": CODE_HELP} | options
        super().__init__(max_length=LONGEST, **options)

    def clean(self, value):
        return read_code(super().clean(value))


class HotlineField(LineField):
    """A number of Vietnam as it is stored; a short one, 1022, as it stands."""

    def prepare_value(self, value):
        return show_phone(value) if isinstance(value, str) else value

    def clean(self, value):
        typed = super().clean(value)
        return read_phone(typed) or typed


class AgencyForm(forms.ModelForm):
    """An agency and the hours of its ordinary week, a line for each day."""

    opening: list[str] = []  # What only a new one is asked.
    hotline = HotlineField(label=_("Telephone"), max_length=20, required=False)

    parent = AgencyField(
        label=_("Under"), required=False, help_text=_("The agency to which this one belongs.")
    )

    class Meta:
        model = Agency
        fields = [*FIRST, *REACHED, *ENDING]
        formfield_callback = our_formfield

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = offered_agencies().exclude(pk=self.instance.pk)
        own_parent = Agency.objects.filter(pk=self.instance.parent_id)
        self.fields["parent"].queryset = others | own_parent
        self.fields["commune"].queryset = Commune.objects.current().local()
        self.add_week(self.instance.week if self.instance.pk else {})
        order = [*FIRST, *self.opening, *REACHED, *map(day_field, WEEKDAYS), *ENDING]
        self.order_fields(order)

    def add_week(self, week) -> None:
        for day, name in WEEKDAYS.items():
            self.fields[day_field(day)] = HoursField(
                label=_("Open on %(day)s") % {"day": name},
                initial=show_periods(week.get(day, ())),
            )
        self.fields[day_field(0)].help_text = _(
            "For example: 7:00–11:00, 13:00–17:00. Leave empty where it is closed."
        )

    @property
    def week(self) -> dict:
        days = ((day, self.cleaned_data[day_field(day)]) for day in WEEKDAYS)
        return {day: periods for day, periods in days if periods}


class NewAgencyForm(AgencyForm):
    """With its first identifier code, from the day it holds."""

    code = CodeField()
    since = DayField(label=_("Code valid from"), initial=today)
    opening = ["code", "since"]

    class Meta(AgencyForm.Meta):
        fields = ["code", *AgencyForm.Meta.fields]


class CodeForm(forms.Form):
    """A code of an agency, from one day and perhaps to another."""

    code = CodeField()
    valid_from = DayField(label=_("Valid from"), initial=today)
    valid_to = DayField(
        label=_("Valid to"), required=False, help_text=_("Empty: until another takes its place.")
    )

    def clean(self):
        first, last = (self.cleaned_data.get(name) for name in ("valid_from", "valid_to"))
        if first and last and last < first:
            raise ValidationError(_("The last day comes before the first."))
        return self.cleaned_data


class LastDayForm(forms.Form):
    last_day = DayField(label=_("Last day"), initial=today)


def day_field(day: int) -> str:
    return f"day_{day}"
