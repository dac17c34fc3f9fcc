"""Asking for a place: one box that takes a code, a name of today, or a name of before."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField
from portal.places.find import find_communes, resolve_commune
from portal.places.matching import Match
from portal.places.models import CODE_LENGTH, Commune

MOST_CANDIDATES = 12


class CommuneInput(forms.TextInput):
    """A box with names to choose from, and candidates below it when an answer was doubtful.

    A candidate picked counts as long as the words it was offered for still stand in the box.
    """

    template_name = "places/commune_input.html"
    candidates: tuple[Match, ...] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed, pick = data.get(name), data.get(f"{name}_pick")
        return pick if pick and data.get(f"{name}_for") == typed else typed

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["names"] = Commune.objects.current().local().values_list("name", flat=True)
        widget["list_id"] = widget["attrs"]["list"] = f"{widget['attrs'].get('id', name)}_names"
        widget["candidates"] = self.candidates
        return context


class CommuneField(LineField):
    """A commune, named as people name it; doubtful names are asked about, never guessed."""

    widget = CommuneInput(attrs={"data-place": "", "autocomplete": "off"})
    default_error_messages = {
        "several": _("There are several places called “%(text)s”: choose one."),
        "unsure": _("Do you mean %(commune)s? Choose it, or type another name."),
        "elsewhere": _("%(commune)s lies outside the area that this portal serves."),
        "unknown": _("We know no ward or commune called “%(text)s”. Try its old name."),
    }

    def __init__(self, *, local_only: bool = True, max_length: int = 100, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        self.local_only = local_only

    @property
    def candidates(self) -> tuple[Match, ...]:
        """What a doubtful answer may have meant."""
        return self.widget.candidates

    def prepare_value(self, value: Any) -> Any:
        """Show a name, whether given a commune, its key, or a code that was picked."""
        if isinstance(value, Commune):
            return value.name
        if isinstance(value, int):
            named = Commune.objects.filter(pk=value)
        elif isinstance(value, str) and value.isdecimal() and len(value) == CODE_LENGTH:
            named = Commune.objects.filter(code=value)
        else:
            return value
        return named.values_list("name", flat=True).first() or value

    def clean(self, value: Any) -> Commune | None:
        text = super().clean(value)
        if not text:
            return None
        found = resolve_commune(text, local_only=self.local_only)
        if isinstance(found, Commune):
            return found
        self.widget.candidates = tuple(found[:MOST_CANDIDATES])
        raise self._doubt(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), self.prepare_value(data))

    def _doubt(self, text: str) -> ValidationError:
        """The sentence for an answer that named no place, or more than one."""
        if len(self.candidates) > 1:
            return self._error("several", text=text)
        if self.candidates:
            return self._error("unsure", commune=self.candidates[0].commune)
        if self.local_only and (elsewhere := find_communes(text, limit=1)):
            return self._error("elsewhere", commune=elsewhere[0].commune)
        return self._error("unknown", text=text)

    def _error(self, code: str, **facts: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=facts)
