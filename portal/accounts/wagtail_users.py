"""People in Wagtail's admin: one full name and an e-mail address instead of three fields."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from portal.accounts.models import User

FIELDS = ["email", "name", "is_superuser", "groups"]
WIDGETS = {"groups": forms.CheckboxSelectMultiple}


class PersonCreationForm(UserCreationForm):
    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = FIELDS
        widgets = WIDGETS


class PersonEditForm(UserEditForm):
    first_name = None
    last_name = None

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


class PeopleViewSet(UserViewSet):
    index_view_class = PeopleIndexView

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
