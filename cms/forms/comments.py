"""What somebody fills in who comments on a draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.guarded import GuardedForm
from cms.models.comments import LONGEST
from portal.common.forms import LineField, ParagraphsField, PhoneField

SHORTEST = 10
HOW_USED = _("Only to tell you of the outcome. Nobody sees it, officers neither.")


class CommentForm(GuardedForm):
    """A comment; who it is from may stay unsaid."""

    text = ParagraphsField(
        label=_("What do you think of it?"),
        help_text=_("Say which article you mean, what you would change, and why."),
        min_length=SHORTEST,
        max_length=LONGEST,
    )
    name = LineField(
        label=_("Your name"),
        help_text=_("Shown above your comment. Leave it empty to stay unnamed."),
        max_length=150,
        required=False,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=HOW_USED,
        max_length=254,
        required=False,
        error_messages={"invalid": _("Write the address like this: lan@example.vn")},
    )
    phone = PhoneField(label=_("Telephone"), help_text=HOW_USED, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["text"].widget.attrs["rows"] = 8
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    @property
    def facts(self) -> dict[str, str]:
        """What the comment is made of."""
        return {name: self.cleaned_data[name] for name in ("text", "name", "email", "phone")}
