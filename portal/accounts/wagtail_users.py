"""People in Wagtail's admin: one full name and an e-mail address instead of three fields."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from portal.accounts.models import User
from portal.common.forms import LineField

FIELDS = ["email", "name", "is_superuser", "groups"]
WIDGETS = {"groups": forms.CheckboxSelectMultiple}
NAME = {"label": _("Full name"), "max_length": 150}


class NameForm(forms.ModelForm):
    """What people may change about themselves."""

    name = LineField(**NAME)

    class Meta:
        model = User
        fields = ["name"]


class OneName:
    """Stored as everywhere else: addresses in small letters, names in one spelling."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class PersonCreationForm(OneName, UserCreationForm):
    first_name = None
    last_name = None
    name = LineField(**NAME)

    class Meta:
        model = User
        fields = FIELDS
        widgets = WIDGETS


class PersonEditForm(OneName, UserEditForm):
    first_name = None
    last_name = None
    name = LineField(**NAME)

    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = WIDGETS


class PeopleIndexView(IndexView):
    page_title = _("People")
    default_ordering = "name_key"

    @cached_property
    def search_fields(self):
        return {"name", "email"}

    @cached_property
    def columns(self):
        columns = super().columns
        columns[1].sort_key = "name_key"
        columns[2].label = _("E-mail address")
        return columns

    def order_queryset(self, queryset):
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering.replace("name", "name_key"))
        return super().order_queryset(queryset)

    def get_delete_url(self, instance):
        """People are not deleted: what they did stays. They may be shut out instead."""


class PersonEditView(EditView):
    def get_delete_url(self):
        """As in the list."""


class PeopleViewSet(UserViewSet):
    index_view_class = PeopleIndexView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
