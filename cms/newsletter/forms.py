"""What somebody says who wants the news by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.guarded import GuardedForm
from cms.models import Topic
from cms.models.subscriptions import Rhythm
from cms.newsletter.wishes import Wish, wish_for
from portal.common.forms import ModelMultipleChoiceField, PortalForm
from portal.places.models import Commune


class WishForm(PortalForm):
    """Of which topics and communes, and how often."""

    topics = ModelMultipleChoiceField(
        Topic.objects.all(),
        to_field_name="slug",
        label=_("Which topics?"),
        help_text=_("Tick none to get every topic."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    communes = ModelMultipleChoiceField(
        Commune.objects.none(),
        to_field_name="code",
        label=_("Which wards and communes?"),
        help_text=_("Tick none to get all. What is for everyone always comes."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = forms.ChoiceField(
        label=_("How often?"),
        choices=Rhythm,
        initial=Rhythm.WEEKLY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["communes"].queryset = Commune.objects.current().local()

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        return wish_for(said["rhythm"], said["topics"], said["communes"])


class SignUpForm(WishForm, GuardedForm):
    """The same with an address, from anyone."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link; once you have pressed it, the news begins."),
        max_length=254,
        error_messages={
            "required": _("Write where we should send the news."),
            "invalid": _("Write the address like this: lan@example.vn"),
        },
    )
    email.widget.attrs["autocomplete"] = "email"
    too_quick = _("That was very quick. Look it over, then press the button once more.")
    field_order = ("email", "topics", "communes", "rhythm")
