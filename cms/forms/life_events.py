from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.page import PageForm
from services.procedures.models import Procedure


def known_events() -> list[tuple[str, str]]:
    """The events of a life that the catalogue of procedures speaks of."""
    events = Procedure.objects.active().by_life_event()
    return [("", _("None of them")), *((event["slug"], event["name"]) for event in events)]


class LifeEventPageForm(PageForm):
    """Offers the catalogue's own events."""

    life_event = forms.ChoiceField(
        label=_("Event in the catalogue"),
        choices=known_events,
        required=False,
        help_text=_("Its button on the home page leads here as soon as this is published."),
    )
