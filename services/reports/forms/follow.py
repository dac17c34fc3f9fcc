"""What somebody says who wants to follow a report, or an area."""

from itertools import groupby
from operator import attrgetter

from django import forms
from django.conf import settings
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from portal.common.forms import ModelMultipleChoiceField, PortalForm
from portal.places.forms import CommuneField
from services.reports.models import AreaFollow, Category
from services.signin.addresses import Address
from services.signin.fields import AddressField

BY_EMAIL = _("Your e-mail address")
BY_EMAIL_OR_MOBILE = _("Your e-mail address or mobile number")
HOW_USED = _("We send you a link; once you have pressed it, you hear of each step.")


class FollowForm(PortalForm):
    """By which address or number somebody without account wants to hear of a report."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        label = BY_EMAIL_OR_MOBILE if settings.HAS_SMS else BY_EMAIL
        self.fields["contact_way"] = AddressField(label=label, help_text=HOW_USED)
        self.fields["contact_way"].error_messages["required"] = _("Write where we should tell you.")

    @property
    def way(self) -> dict[str, str]:
        """The answer as the action takes it."""
        given = Address(self.cleaned_data["contact_way"])
        return {"phone" if given.is_phone else "email": given.value}


class KindsInGroups(ModelChoiceIterator):
    """The kinds that everyone may read of, under the names of their groups."""

    def __iter__(self):
        for group, categories in groupby(self.queryset, key=attrgetter("group")):
            yield group.name, [self.choice(category) for category in categories]


class KindsField(ModelMultipleChoiceField):
    """Some kinds of report, known by their codes; none is all of them."""

    iterator = KindsInGroups
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        offered = Category.objects.active().filter(is_private=False).select_related("group")
        super().__init__(offered, to_field_name="code", required=False, **options)

    def prepare_value(self, value):
        if isinstance(value, list) and value and isinstance(value[0], Category):
            return [category.code for category in value]
        return super().prepare_value(value)


class AreaWishForm(PortalForm):
    """Of which kinds somebody wants to hear, and how often."""

    categories = KindsField(
        label=_("Which kinds?"), help_text=_("Tick none to hear of every kind.")
    )
    pace = forms.ChoiceField(
        label=_("How often?"),
        choices=AreaFollow.Pace,
        initial=AreaFollow.Pace.DAILY,
        widget=forms.RadioSelect,
    )


class AreaFollowForm(AreaWishForm):
    """What somebody signed in wants to follow."""

    commune = CommuneField(
        label=_("In which ward or commune?"),
        help_text=_("The new or the old name, for example “Phường 6”."),
        error_messages={"required": _("Tell us which ward or commune you want to follow.")},
    )
    field_order = ("commune", "categories", "pace", "contact_email")


class AreaFollowByEmailForm(AreaFollowForm):
    """The same without an account."""

    contact_email = forms.EmailField(
        label=BY_EMAIL,
        help_text=_("We send you a link; once you have pressed it, the news begins."),
        max_length=254,
        error_messages={
            "required": _("Write where we should tell you."),
            "invalid": _("Write the address like this: lan@example.vn"),
        },
    )
    contact_email.widget.attrs["autocomplete"] = "email"
