from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.forms import LineField, ModelChoiceField, PortalForm
from portal.places.models import Commune
from services.procedures.models import Procedure

LONGEST_SEARCH = 200


class FindForm(PortalForm):
    """What a resident is looking for: in her words, in a field, or at an event of her life."""

    q = LineField(
        label=_("What do you need to do?"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("register a birth…")}),
    )
    life_event = forms.ChoiceField(label=_("Life event"), required=False)
    field = forms.ChoiceField(label=pgettext_lazy("of administration", "Field"), required=False)

    def __init__(self, *args, life_events, fields, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["life_event"].choices = choices(_("All life events"), life_events)
        self.fields["field"].choices = choices(_("All fields"), fields)

    @property
    def is_used(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)

    def found(self):
        """The procedures in force that answer; none while the question is not understood."""
        procedures = Procedure.objects.active()
        return procedures.asked(**self.cleaned_data) if self.is_valid() else procedures.none()


class MyCommuneForm(PortalForm):
    """Where a resident lives, which decides to which desk she goes."""

    commune = ModelChoiceField(
        Commune.objects.none(),
        label=_("Your ward or commune"),
        to_field_name="code",
        empty_label=_("Choose…"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = Commune.objects.current().local()

    @property
    def chosen(self) -> Commune | None:
        return self.cleaned_data["commune"] if self.is_valid() else None


def choices(everything: str, rows: list[dict]) -> list[tuple[str, str]]:
    return [("", everything)] + [(row["slug"], f"{row['name']} ({row['count']})") for row in rows]
