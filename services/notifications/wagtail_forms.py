"""What is typed where administrators look after the words of messages."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.common.forms import LineField, ParagraphsField
from services.notifications import texts
from services.notifications.kinds import Kind
from services.notifications.sms_length import sms_parts
from services.notifications.wording import PLACEHOLDER, Wording, faults

MOST_SMS_PARTS = 3  # Each part is paid for.
INDISPENSABLE = {"code"}  # Without it nobody can sign in.


class WordingForm(forms.Form):
    """The words of one kind in one language."""

    subject = LineField(label=pgettext_lazy("of a letter", "Subject"), max_length=200)
    body = ParagraphsField(
        label=pgettext_lazy("of a letter", "Text"),
        max_length=5000,
        help_text=gettext_lazy("Greeting and closing are added by the portal."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    sms = LineField(
        label=gettext_lazy("SMS"),
        max_length=480,
        required=False,
        help_text=gettext_lazy("Leave it empty, and nobody gets an SMS of this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, kind: Kind, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.language = language
        for field in self.fields.values():
            field.widget.attrs["lang"] = language

    @property
    def wording(self) -> Wording:
        return Wording(**{part: self.cleaned_data.get(part, "") for part in self.fields})

    def clean(self):
        facts = super().clean()
        if self.errors:
            return facts
        for part, sentences in faults(self.wording, self.kind).items():
            self.add_error(part, sentences)
        for check in (self.check_what_must_stay, self.check_sms_length):
            if not self.errors:
                check()
        return facts

    def check_what_must_stay(self) -> None:
        """Words may change; the code for which someone waits has to be in them."""
        asked = self.kind.facts.keys() & INDISPENSABLE
        said = {part: self.cleaned_data.get(part, "") for part in ("body", "sms")}
        for part, text in said.items():
            for name in asked - names_in(text) if text else ():
                sentence = _("%(word)s must stand here: whoever gets this waits for it.")
                self.add_error(part, sentence % {"word": f"{{{name}}}"})

    def check_sms_length(self) -> None:
        text = texts.compose(self.kind, self.wording, self.kind.facts, self.language)
        parts = sms_parts(text.sms).parts
        if parts > MOST_SMS_PARTS:
            sentence = _("This makes an SMS of %(parts)s parts; at most %(most)s are sent.")
            self.add_error("sms", sentence % {"parts": parts, "most": MOST_SMS_PARTS})


def names_in(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


class TextSearchForm(forms.Form):
    """Which kinds of messages the list shows."""

    q = LineField(label=gettext_lazy("Search"), max_length=100, required=False)
    view = forms.ChoiceField(
        label=pgettext_lazy("a list", "Show"),
        choices=[
            ("all", pgettext_lazy("kinds of messages", "All")),
            ("edited", pgettext_lazy("kinds of messages", "Edited ones")),
        ],
        required=False,
    )

    @property
    def chosen(self) -> dict[str, str]:
        facts = self.cleaned_data if self.is_valid() else {}
        return {"q": facts.get("q", ""), "view": facts.get("view") or "all"}
