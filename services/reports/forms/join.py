"""What somebody adds to a report of the same thing: photos, and where to tell her of it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.common.forms import PhotosField
from services.reports.forms.follow import HOW_USED, FollowForm


class JoinForm(FollowForm):
    """Both are left to her; who is signed in is known already."""

    photos = PhotosField(
        label=_("Your photos"),
        help_text=_("Up to five. They are shown once an officer has looked at them."),
        required=False,
    )
    field_order = ("photos", "contact_way")

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["contact_way"].required = False
        self.fields["contact_way"].help_text = HOW_USED
        if user.is_authenticated:
            del self.fields["contact_way"]

    def clean(self):
        facts = super().clean()
        if "contact_way" in facts and not (facts["contact_way"] or facts.get("photos")):
            raise ValidationError(_("Add a photo, or say where we should tell you."))
        return facts

    @property
    def way(self) -> dict[str, str]:
        """The answer as the action takes it; empty where she left none."""
        return super().way if self.cleaned_data.get("contact_way") else {}
