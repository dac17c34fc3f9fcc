"""Agencies and who serves in them, in Wagtail's admin."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from portal.accounts import actions
from portal.accounts.models import Agency, Membership, User
from portal.common.forms import our_formfield


class NeverDeleted(ModelPermissionPolicy):
    """What people did stays, and so do they and their agencies."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)


class NeverChanged(ModelPermissionPolicy):
    """A membership begins and ends; to change one is to end it and begin another."""

    def user_has_permission(self, user, action):
        return action != "change" and super().user_has_permission(user, action)


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ["name", "kind", "code", "parent", "commune", "hotline"]
        formfield_callback = our_formfield


class AgencyViewSet(ModelViewSet):
    model = Agency
    icon = "home"
    menu_label = gettext_lazy("Agencies")
    copy_view_enabled = False
    list_display = ["name", "kind", "code", "commune"]
    list_filter = ["kind"]
    list_per_page = 50
    search_fields = ["name", "code"]

    def get_form_class(self, for_update=False):
        return AgencyForm


class MembershipForm(forms.ModelForm):
    """Who, named by e-mail address: there may be a hundred thousand people to choose from."""

    email = forms.EmailField(
        label=gettext_lazy("Person's e-mail address"),
        help_text=gettext_lazy("The person signs up first, or you add them under People."),
    )

    class Meta:
        model = Membership
        fields = ["email", "agency", "role"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody here has this address."))
        return email

    def save(self, commit=True) -> Membership:
        facts = self.cleaned_data
        self.instance = actions.join(self.person, facts["agency"], facts["role"])
        return self.instance


class MembershipIndexView(generic.IndexView):
    """Those who serve today."""

    def get_base_queryset(self):
        return Membership.objects.active().select_related("user", "agency")

    def get_list_more_buttons(self, instance):
        url = self.get_delete_url(instance)
        return [MenuItem(_("End"), url=url, icon_name="cross")] if url else []


class MembershipCreateView(generic.CreateView):
    success_message = gettext_lazy("%(object)s: from today.")

    def get_success_buttons(self):
        return []


class MembershipEndView(generic.DeleteView):
    page_title = gettext_lazy("End")
    success_message = gettext_lazy("%(object)s: until today.")
    template_name = "wagtailadmin/memberships/end.html"

    @property
    def confirmation_message(self):
        return _("Shall today be the last day? What the person did stays.")

    def delete_action(self):
        actions.leave(self.object)


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "group"
    menu_label = gettext_lazy("Memberships")
    copy_view_enabled = False
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    delete_view_class = MembershipEndView
    list_display = ["user", "role", "agency", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_per_page = 50
    search_fields = ["user__name", "user__email", "agency__name"]

    def get_form_class(self, for_update=False):
        return MembershipForm


class Organisation(ModelViewSetGroup):
    """One place in the menu for both."""

    items = (MembershipViewSet, AgencyViewSet)
    menu_label = gettext_lazy("Organisation")
    menu_icon = "group"
    menu_order = 700
