"""A day in a form at a desk."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or written as people here write it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **options)
