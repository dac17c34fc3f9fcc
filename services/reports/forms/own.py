"""What the sender fills in about her own report: its secret code, other words, why it goes."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.common.forms import LineField, ParagraphsField, PhotosField, PortalForm
from services.reports.forms.report import SHORTEST_DESCRIPTION
from services.reports.models import Photo, Report


class OpenForm(PortalForm):
    """The secret code that stands on the receipt."""

    bi_mat = LineField(
        label=gettext_lazy("Secret code"),
        help_text=gettext_lazy("It stands on your receipt."),
        max_length=30,
        error_messages={"required": gettext_lazy("Write the secret code.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        self.fields["bi_mat"].widget.attrs |= attrs | {"data-from-fragment": True}


class EditForm(PortalForm):
    """The words, the place in words and the photos, as long as nobody has read them."""

    description = ParagraphsField(
        label=gettext_lazy("What is wrong?"),
        min_length=SHORTEST_DESCRIPTION,
        max_length=4000,
        error_messages={
            "required": gettext_lazy("Tell us what is wrong."),
            "min_length": gettext_lazy(
                "Tell us a little more, so that an officer can find and mend it."
            ),
        },
    )
    address = LineField(label=gettext_lazy("Where exactly?"), max_length=200, required=False)
    removed = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Photos to take away"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    photos = PhotosField(label=gettext_lazy("Photos to add"), required=False)

    def __init__(self, *args, report: Report, **kwargs):
        said = {"description": report.description, "address": report.address}
        super().__init__(*args, initial=said, **kwargs)
        self.fields["removed"].choices = photo_choices(report)
        if not self.fields["removed"].choices:
            del self.fields["removed"]


def photo_choices(report: Report) -> list[tuple[int, str]]:
    """The sender's own photos, each drawn beside its box."""
    sent = report.photos.filter(kind=Photo.Kind.BEFORE)
    return [(photo.position, drawn(photo, number)) for number, photo in enumerate(sent, start=1)]


def drawn(photo: Photo, number: int) -> str:
    name = _("Photo %(number)s") % {"number": number}
    return format_html('<img class="own-photo" src="{}" alt="" loading="lazy"> {}', photo.url, name)


class WithdrawForm(PortalForm):
    """Why she takes it back, if she wants to say."""

    note = ParagraphsField(
        label=pgettext_lazy("report", "Why do you withdraw it?"),
        help_text=gettext_lazy("Only the officers read this."),
        max_length=1000,
        required=False,
    )


class JudgeForm(PortalForm):
    """Satisfied or not; and if not, what is missing."""

    SATISFIED, NOT_SATISFIED = "yes", "no"

    verdict = forms.ChoiceField(
        label=gettext_lazy("Are you satisfied with what was done?"),
        choices=[
            (SATISFIED, gettext_lazy("Satisfied")),
            (NOT_SATISFIED, gettext_lazy("Not satisfied")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    why = ParagraphsField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy(
            "If you are not satisfied, say what is not done yet. Only the officers read this."
        ),
        max_length=1000,
        required=False,
    )
    photos = PhotosField(
        label=gettext_lazy("Photos of how it looks now"),
        help_text=gettext_lazy("Others see them once an officer has looked at them."),
        required=False,
    )

    @property
    def is_satisfied(self) -> bool:
        return self.cleaned_data["verdict"] == self.SATISFIED

    @property
    def told(self) -> dict:
        """What the action takes."""
        words = {name: self.cleaned_data[name] for name in ("why", "photos")}
        return {"is_satisfied": self.is_satisfied} | words

    def clean(self):
        facts = super().clean()
        if facts.get("verdict") == self.NOT_SATISFIED and not facts.get("why"):
            self.add_error("why", _("Say what is not done yet, so that an officer can see to it."))
        return facts
