"""What an officer fills in to moderate a report: what to blur, to mask, to hide, whom to block."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.forms import ParagraphsField
from portal.common.moments import today
from services.operations.days import DayField
from services.operations.given_forms import CHOOSE
from services.reports.actions.blocking import LONGEST
from services.reports.actions.blurring import MOST
from services.reports.reasons import BlockReason, HidingReason

ROWS = 5  # Of numbers, for whoever draws without a script.
SIDES = {
    "left": _("Left"),
    "top": _("Top"),
    "width": pgettext_lazy("of a rectangle", "Width"),
    "height": pgettext_lazy("of a rectangle", "Height"),
}
LONGEST_DRAWN = 2000  # Characters of JSON: twenty rectangles, and room to spare.


def sent_note() -> ParagraphsField:
    """What an officer writes for whoever sent the report."""
    return ParagraphsField(
        label=pgettext_lazy("of an officer", "Note"),
        help_text=_("The sender reads it, nobody else but officers."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a note first: the resident will read it.")},
    )


class BlurForm(forms.Form):
    """Rectangles: drawn by a script into one field, or written as rows of numbers in per cent."""

    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    drawn = forms.CharField(max_length=LONGEST_DRAWN, required=False, widget=forms.HiddenInput)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        for number in range(1, ROWS + 1):
            for side, label in SIDES.items():
                self.fields[f"{side}_{number}"] = forms.FloatField(
                    label=label, min_value=0, max_value=100, required=False
                )

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The rows of numbers, as they are shown without a script."""
        named = [self[name] for name in self.fields if name not in ("seen", "drawn")]
        return [(number, list(row)) for number, row in enumerate(batched_by(named, 4), 1)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        drawn = told.get("drawn")
        wanted = read_drawn(drawn) if drawn else self.written()
        if not wanted and not self.errors:
            raise ValidationError(_("Draw at least one rectangle, and at most 20."))
        return told | {"rectangles": [fitted(one) for one in wanted]}

    def written(self) -> list[list[float]]:
        """The rows that are filled in; one that is half filled in is asked for."""
        told = self.cleaned_data
        rows = [[told.get(f"{side}_{n}") for side in SIDES] for n in range(1, ROWS + 1)]
        begun = [row for row in rows if any(number is not None for number in row)]
        if any(number is None for row in begun for number in row):
            raise ValidationError(_("Write all four numbers of a rectangle, or none."))
        return begun


def batched_by(things: list, size: int) -> list[list]:
    return [things[start : start + size] for start in range(0, len(things), size)]


def read_drawn(text: str) -> list[list[float]]:
    """What the script drew, where it is what our own script draws."""
    try:
        found = json.loads(text)
        rows = [[float(number) for number in row] for row in found]
    except (ValueError, TypeError, RecursionError):
        rows = []
    if not 0 < len(rows) <= MOST or not all(is_rectangle(row) for row in rows):
        raise ValidationError(_("Draw at least one rectangle, and at most 20."))
    return rows


def is_rectangle(row: list[float]) -> bool:
    return len(row) == len(SIDES) and all(0 <= number <= 100 for number in row)


def fitted(row: list[float]) -> list[float]:
    """The rectangle as far as it lies in the picture; too thin a one is made to cover something."""
    left, top = (min(number, 99) for number in row[:2])
    width, height = (max(number, 1) for number in row[2:])
    inside = [left, top, min(width, 100 - left), min(height, 100 - top)]
    return [round(number, 2) for number in inside]


class WordsForm(forms.Form):
    """Words to hide, or to show again."""

    words = forms.CharField(
        label=_("Words to hide"),
        help_text=_("Exactly as they stand, from 2 to 200 characters; wherever they stand."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the words to hide.")},
    )

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, prefix="mask", **options)


class HideForm(forms.Form):
    """Why nobody else may read it any more."""

    reason = forms.TypedChoiceField(
        label=_("Reason"),
        choices=[("", CHOOSE), *HidingReason.choices],
        coerce=HidingReason,
        error_messages={"required": _("Choose a reason: the sender is told.")},
    )
    note = sent_note()

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, prefix="hide", **options)


class UnhideForm(forms.Form):
    note = sent_note()

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, prefix="unhide", **options)


class BlockForm(forms.Form):
    """Until when somebody sends no reports, and why."""

    reason = forms.TypedChoiceField(
        label=_("Reason"),
        choices=[("", CHOOSE), *BlockReason.choices],
        coerce=BlockReason,
        error_messages={"required": _("Choose a reason: the sender is told.")},
    )
    until = DayField(
        label=_("Last day"),
        help_text=_("At most 90 days from today."),
        error_messages={"required": _("Choose a day.")},
    )
    note = sent_note()

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, prefix="block", **options)
        span = {"min": today(), "max": today() + LONGEST}
        self.fields["until"].widget.attrs |= span
