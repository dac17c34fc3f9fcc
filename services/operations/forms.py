"""What an officer types at a desk: a search, a view, a note beside a step."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.dates import show_day
from portal.common.forms import LineField, ParagraphsField, PhotosField
from portal.common.moments import now
from portal.common.references import read_reference
from portal.common.step_form import ChosenStepForm
from portal.common.vietnamese import fold
from services.dossiers.codes import read_code
from services.dossiers.models import Dossier
from services.notifications.kinds import KINDS
from services.notifications.models import Channel, State
from services.notifications.models.messages import MessageQuerySet
from services.operations.days import DayField
from services.reports.workflow import ONWARD

PERIODS = [
    ("", _("In the last 7 days")),
    ("today", _("In the last 24 hours")),
    ("month", _("In the last 30 days")),
    ("all", _("At any time")),
]
ONE_DAY = timedelta(days=1)
DAYS = {"": 7, "today": 1, "month": 30, "all": 0}


class DeskForm(forms.Form):
    """What the desk shows; nonsense shows what is open."""

    q = LineField(label=_("Search"), max_length=100, required=False)
    view = forms.ChoiceField(label=pgettext_lazy("a list", "Show"), required=False)

    def __init__(self, *args, views, **kwargs):
        super().__init__(*args, **kwargs)
        self.views = views
        self.fields["view"].choices = list(views.items())

    @property
    def chosen(self) -> dict[str, str]:
        facts = self.cleaned_data if self.is_valid() else {}
        first = next(iter(self.views))
        return {"q": facts.get("q", ""), "view": facts.get("view") or first}


class StepForm(ChosenStepForm):
    """A step of a report, with pictures of how it looks now."""

    note_hint = _("The resident reads it, in a letter and on the report's page.")

    photos = PhotosField(
        label=_("Photos of how it looks now"),
        help_text=_("Up to five. Everyone sees them once the report may be read."),
        required=False,
    )

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    @property
    def onward(self) -> set[str]:
        """The steps by which a report goes on its usual way: their buttons stand out."""
        return ONWARD & set(self.steps)


class NoteForm(forms.Form):
    """What an officer writes for her colleagues."""

    note = ParagraphsField(
        label=pgettext_lazy("of an officer", "Note"),
        help_text=_("Only officers read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note first.")},
    )

    def __init__(self, *sent, **options):
        super().__init__(*sent, prefix="colleagues", **options)


class ExtendForm(forms.Form):
    """A later day, and why: once for each report."""

    until = DayField(label=_("New date"), error_messages={"required": _("Choose the new date.")})
    note = ParagraphsField(
        label=_("Reason"),
        help_text=_("The resident reads it, in a letter and on the report's page."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a note first: the resident will read it.")},
    )

    def __init__(self, *sent, span, **options):
        super().__init__(*sent, prefix="extend", **options)
        after, last = span
        self.fields["until"].help_text = _("A working day after %(after)s, at most %(last)s.") % {
            "after": show_day(after),
            "last": show_day(last),
        }
        self.fields["until"].widget.attrs |= {"min": after + ONE_DAY, "max": last}


class MessagesForm(forms.Form):
    """Which messages the list shows; nonsense shows those of the last week."""

    q = LineField(label=_("Reference or code"), max_length=100, required=False)
    state = forms.ChoiceField(label=pgettext_lazy("of a message", "State"), required=False)
    channel = forms.ChoiceField(label=_("Goes by"), required=False)
    kind = forms.ChoiceField(label=_("Kind of message"), required=False)
    days = forms.ChoiceField(label=_("Posted"), choices=PERIODS, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        everything = ("", pgettext_lazy("any of these", "All"))
        self.fields["state"].choices = [everything, *State.choices]
        self.fields["channel"].choices = [everything, *Channel.choices]
        self.fields["kind"].choices = [
            everything,
            *((kind.name, kind.label) for kind in KINDS.values()),
        ]

    def narrow(self, messages: MessageQuerySet) -> MessageQuerySet:
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        exact = {name: chosen[name] for name in ("state", "channel", "kind") if name in chosen}
        found = messages.filter(**exact)
        if q := chosen.get("q"):
            found = found.filter(about(q))
        if days := DAYS[chosen.get("days", "")]:
            found = found.filter(created_at__gte=now() - timedelta(days=days))
        return found


def about(typed: str) -> Q:
    """The matter whose reference or code this is, however it was typed, or a part of it."""
    if reference := read_reference(typed):
        return Q(matter=reference)
    if key := read_code(typed):
        coded = Dossier.objects.filter(code_key=key)
        return Q(matter__in=coded.values("reference")) | Q(matter__in=coded.values("code"))
    return Q(matter__icontains=fold(typed).replace(" ", "-"))
