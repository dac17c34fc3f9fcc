"""How a person says how she wants to be told."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.common.forms import PortalModelForm
from portal.common.phones import show_phone
from services.notifications.contacts import Contact
from services.notifications.models import Preferences


class PreferencesForm(PortalModelForm):
    """Offers only ways that lead somewhere; shows where each leads."""

    language = forms.ChoiceField(
        label=_("Language of messages"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    class Meta:
        model = Preferences
        fields = ["matters_email", "matters_sms", "followed_inbox", "followed_email"]
        labels = {
            "matters_email": _("By e-mail"),
            "matters_sms": _("By SMS"),
            "followed_inbox": _("In my inbox on the portal"),
            "followed_email": _("By e-mail"),
        }
        help_texts = {"followed_email": _("One letter a day comes at half past seven.")}
        widgets = {"followed_email": forms.RadioSelect}

    def __init__(self, *args, user: User, **options) -> None:
        self.contact = Contact(user=user).with_own()
        wishes = Preferences.objects.of(user, has_email=bool(self.contact.address))
        super().__init__(*args, instance=wishes, **options)
        self.fields["language"].initial = user.language
        self.lead_to("matters_email", self.contact.address)
        self.lead_to("matters_sms", show_phone(self.contact.mobile) if settings.HAS_SMS else "")
        if not self.contact.address:
            del self.fields["followed_email"]

    def lead_to(self, name: str, address: str) -> None:
        """Say where this way leads; take away one that leads nowhere."""
        if address:
            self[name].help_text = address
        else:
            del self.fields[name]
