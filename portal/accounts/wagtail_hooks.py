"""Where administrators look after people, agencies and who serves where."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from portal.accounts.models import Agency, Membership, User
from portal.accounts.roles import VIEW_PEOPLE, Role
from portal.accounts.wagtail_agencies import AgencyViewSet
from portal.accounts.wagtail_memberships import MembershipViewSet
from portal.accounts.wagtail_policies import Begun, Managed
from portal.accounts.wagtail_users import NameForm

register_permission_policy(User, Managed(User))
register_permission_policy(Agency, Managed(Agency))
register_permission_policy(Membership, Begun(Membership))

# People are shut out one by one, by an action that ends their sessions; roles are memberships.
for by_the_dozen in (AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction):
    by_the_dozen.models = []
NameEmailSettingsPanel.form_class = NameForm  # Wagtail asks for first and last names.


class PeopleMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(VIEW_PEOPLE)


class Organisation(ModelViewSetGroup):
    """One place in the menu for people, agencies and who serves where."""

    items = (MembershipViewSet, AgencyViewSet)
    menu_label = gettext_lazy("Organisation")
    menu_icon = "group"
    menu_order = 700

    def get_submenu_items(self):
        people = PeopleMenuItem(
            gettext_lazy("People"),
            reverse_lazy("wagtailusers_users:index"),
            name="people",
            icon_name="user",
            order=1,
        )
        return [people, *super().get_submenu_items()]


@hooks.register("insert_global_admin_css")
def how_it_looks():
    return format_html('<link rel="stylesheet" href="{}">', static("accounts/agencies.css"))


@hooks.register("register_admin_viewset")
def organisation():
    return Organisation()


class ServingFormatter(LogFormatter):
    """What the history of a person says of a membership."""

    sentence = ""

    def format_message(self, log_entry):
        data = log_entry.data
        role = Role(data["role"]).label if data.get("role") in Role.values else ""
        facts = {key: data.get(key, "") for key in ("agency", "first", "last")}
        return str(self.sentence) % (facts | {"role": role})


@hooks.register("register_log_actions")
def what_is_remembered(actions):
    for name, label in {
        "accounts.shut_out": gettext_lazy("Shut out"),
        "accounts.let_in": gettext_lazy("Let in again"),
        "accounts.record_code": gettext_lazy("Record a code"),
        "accounts.close": pgettext_lazy("an agency", "Close"),
        "accounts.reopen": gettext_lazy("Open again"),
    }.items():
        actions.register_action(name, label, label)

    @actions.register_action("accounts.join")
    class Join(ServingFormatter):
        label = gettext_lazy("Role given")
        sentence = gettext_lazy("Role given: %(role)s, %(agency)s, from %(first)s")

    @actions.register_action("accounts.leave")
    class Leave(ServingFormatter):
        label = gettext_lazy("Role ended")
        sentence = gettext_lazy("Role ended: %(role)s, %(agency)s, until %(last)s")
