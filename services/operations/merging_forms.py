"""What an officer fills in to merge a report, to part it again, or to split it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.accounts.models import Agency, User
from portal.common.forms import LineField, ModelChoiceField, ParagraphsField
from services.operations.given_forms import CHOOSE, note_field
from services.reports.actions.splitting import Part
from services.reports.models import Category, Report
from services.reports.nearby import Similar
from services.reports.parts import MOST
from services.reports.workflow import COORDINATE

FEW_ROWS = 3  # As many as are there at first, and as many more with each press.
SHORTEST = 10  # Of what a part is about.


class ApartForm(forms.Form):
    """A note that is owed, and which history somebody had before their eyes."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.fields["note"] = note_field(is_owed=True)


class MergeForm(ApartForm):
    """Into which other report: one of those that are like it, or any of the officer's own."""

    chosen = forms.ChoiceField(
        label=gettext_lazy("Reports that may be the same"),
        widget=forms.RadioSelect,
        required=False,
    )
    reference = LineField(
        label=gettext_lazy("Another one, by its reference"),
        help_text=gettext_lazy("Such as PA-7K3M-92."),
        max_length=20,
        required=False,
    )

    def __init__(self, *sent: Any, user: User, similar: Iterable[Similar], **options: Any) -> None:
        super().__init__(*sent, **options)
        self.user = user
        choices = [(one.report.reference, in_words(one)) for one in similar]
        if choices:
            self.fields["chosen"].choices = choices
        else:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        """What is written counts before what is ticked; only the officer's own can be found."""
        told = super().clean() or {}
        if "reference" in self.errors or "chosen" in self.errors:
            return told
        typed = told.get("reference") or told.get("chosen")
        if not typed:
            self.add_error("reference", _("Choose a report, or write its reference."))
            return told
        told["into"] = Report.objects.visible_to(self.user).track(typed).first()
        if told["into"] is None:
            self.add_error("reference", _("Your desk has no report with this reference."))
        return told


def in_words(similar: Similar) -> str:
    """What tells a report from its neighbours, and the way to its page."""
    report = similar.report
    far = _("%d m away") % similar.metres if similar.metres is not None else report.public_address
    facts = " · ".join(filter(None, [far, report.state_at_desk, report.agency.name]))
    return format_html(
        '<span class="desk-choice"><strong>{}</strong> · {}<br>{}<br>'
        '<a href="{}" target="_blank">{}</a></span>',
        report.reference,
        facts,
        report.shortened,
        report.get_absolute_url(),
        _("Open %(reference)s in a new tab") % {"reference": report.reference},
    )


class PartForm(forms.Form):
    """One row: a part, or nothing where it is left empty."""

    category = ModelChoiceField(
        label=pgettext_lazy("of report", "Kind"),
        queryset=Category.objects.active(),
        empty_label=CHOOSE,
    )
    description = ParagraphsField(
        label=gettext_lazy("What is to be done"),
        help_text=gettext_lazy("Everyone reads it where the report is public: name nobody."),
        min_length=SHORTEST,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agency = ModelChoiceField(
        label=gettext_lazy("Agency"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=gettext_lazy("Whoever sees to this kind there"),
    )

    @property
    def part(self) -> Part:
        return Part(**self.cleaned_data)


class SplitForm(ApartForm):
    """The parts, as many rows as one likes up to ten, and a note."""

    def __init__(self, *sent: Any, user: User, report: Report, **options: Any) -> None:
        super().__init__(*sent, **options)
        data = sent[0] if sent else None
        kinds = [("", CHOOSE), *((kind.pk, kind.name) for kind in Category.objects.active())]
        agencies = agencies_for(user, report)
        self.parts = [
            row_form(data, number, kinds, agencies) for number in range(rows_in(data or {}))
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(part.is_valid() for part in self.parts)])

    def ask_again(self) -> None:
        """Show what was written, and say nothing yet of what is missing."""
        for form in (self, *self.parts):
            form._errors = ErrorDict()

    @property
    def given(self) -> list[Part]:
        return [part.part for part in self.parts if part.has_changed()]

    @property
    def may_have_more(self) -> bool:
        return len(self.parts) < MOST


def rows_in(data: Mapping[str, Any]) -> int:
    """How many rows were sent, one press for more included; nonsense is a few."""
    typed = str(data.get("rows", ""))
    sent = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else FEW_ROWS
    return min(max(sent, 1) + (FEW_ROWS if "more" in data else 0), MOST)


def row_form(
    data: Mapping[str, Any] | None, number: int, kinds: list, agencies: Iterable[Agency]
) -> PartForm:
    """A row with the choices that all rows share, read once."""
    may_be_empty = {"empty_permitted": True, "use_required_attribute": False}
    form = PartForm(data, prefix=f"part-{number}", **may_be_empty)
    form.fields["category"].choices = kinds
    form.fields["agency"].queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies])
    default = form.fields["agency"].empty_label
    form.fields["agency"].choices = [("", default), *((one.pk, one.name) for one in agencies)]
    return form


def agencies_for(user: User, report: Report) -> list[Agency]:
    """To whom this officer may send a part: a coordinator to all, others keep it themselves."""
    if not user.has_perm(COORDINATE, report.agency):
        return [report.agency]
    return list(Agency.objects.open().exclude(kind=Agency.Kind.DESK))
