"""What an officer fills in when a dossier comes over the counter, or moves."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import Agency
from portal.common.forms import LineField, ModelChoiceField, ParagraphsField, PhoneField
from portal.common.personal_id import PersonalIdField
from portal.common.workflow import Step
from services.dossiers.models import Dossier
from services.dossiers.snapshot import limits_for
from services.procedures.models import Procedure, TimeLimit

CODE = re.compile(r"(?<![0-9])[1-9]\.[0-9]{6}(?![0-9])")
WORD = re.compile(r"\w")
MOST_NAMED = 5  # So many procedures are named when the words fit several.


class ProcedureField(LineField):
    """A procedure in force, by its code or by enough words of its name."""

    default_error_messages = {
        "unknown": _("No procedure in force has this code or name."),
        "several": _("Several procedures fit: %(names)s. Write the code of one."),
    }

    def clean(self, value: Any) -> Procedure | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(self.fitting(text)[: MOST_NAMED + 1])
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        named = [one for one in found if one.name.casefold() == text.casefold()]
        if len(found) > 1 and len(named) != 1:
            names = "; ".join(f"{one.code} {one.name}" for one in found[:MOST_NAMED])
            raise ValidationError(
                self.error_messages["several"], code="several", params={"names": names}
            )
        return (named or found)[0]

    def fitting(self, text: str):
        """What the text may mean: a code, which decides, or words of a name."""
        procedures = Procedure.objects.active().prefetch_related("time_limits")
        if code := CODE.search(text):
            return procedures.filter(code=code.group())
        return procedures.search(text) if WORD.search(text) else procedures.none()


class TimeLimitField(forms.TypedChoiceField):
    """Which of a procedure's time limits holds for this dossier."""

    widget = forms.RadioSelect

    def __init__(self, limits: Iterable[TimeLimit], **options: Any) -> None:
        by_key = {str(limit.pk): limit for limit in limits}
        choices = [(key, self.words(limit)) for key, limit in by_key.items()]
        super().__init__(choices=choices, coerce=by_key.get, empty_value=None, **options)

    @staticmethod
    def words(limit: TimeLimit) -> str:
        way = f" ({limit.get_channel_display()})" if limit.channel else ""
        return f"{limit.case or _('Ordinary case')}{way}: {limit.in_words}"


class RegisterForm(forms.Form):
    """A complete dossier as it is handed in at the one-stop desk."""

    agency = ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none())
    procedure = ProcedureField(
        label=_("Procedure"),
        max_length=600,
        help_text=_("The code, or words of the name with or without marks."),
        widget=forms.TextInput(attrs={"list": "procedures", "autocomplete": "off"}),
    )
    channel = forms.ChoiceField(label=_("How it came"), choices=Dossier.Channel)
    holder_name = LineField(label=_("Holder's full name"), max_length=150)
    holder_id_number = PersonalIdField(
        label=_("Holder's ID number"),
        required=False,
        help_text=_("Only where the procedure asks for it. Nobody sees it whole without a trace."),
    )
    submitter_name = LineField(
        label=_("Submitter, if it is somebody else"), max_length=150, required=False
    )
    contact_phone = PhoneField(label=_("Telephone"), required=False)
    contact_email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Letters about the dossier go there."),
    )
    note = ParagraphsField(
        label=_("Note for the officers"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        if len(agencies) == 1:
            del self.fields["agency"]  # There is nothing to choose.
        else:
            self.fields["agency"] = ModelChoiceField(label=_("Agency"), queryset=agencies)
        if limits := self.limits_to_choose_from():
            self.add_time_limit(limits)

    def limits_to_choose_from(self) -> list[TimeLimit]:
        """The limits of the procedure typed, when there are several."""
        try:
            procedure = self.fields["procedure"].clean(self.data.get("procedure"))
            channel = self.fields["channel"].clean(self.data.get("channel"))
        except ValidationError:
            return []
        limits = limits_for(procedure, channel)
        return limits if len(limits) > 1 else []

    def add_time_limit(self, limits: list[TimeLimit]) -> None:
        """Ask for the case right below the procedure."""
        self.fields["time_limit"] = TimeLimitField(
            limits,
            label=_("Case"),
            error_messages={"required": _("This procedure has several cases: choose one.")},
        )
        self.order_fields(["agency", "procedure", "time_limit"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "agency" not in self.fields:
            self.cleaned_data["agency"] = self.agencies[0]
        return self.cleaned_data


class StepForm(forms.Form):
    """What is said with a step."""

    note = ParagraphsField(
        label=pgettext_lazy("of an officer", "Note"),
        max_length=2000,
        required=False,
        help_text=_("The resident reads it in the letter; it is not shown on public pages."),
        error_messages={"required": _("Write a note first: the resident will read it.")},
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = step.needs_note
