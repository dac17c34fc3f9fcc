"""Where administrators look after people, agencies and who serves where."""

from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.permissions import register_permission_policy
from wagtail.users.views.bulk_actions import DeleteBulkAction

from portal.accounts.models import Agency, Membership, User
from portal.accounts.wagtail_agencies import NeverChanged, NeverDeleted, Organisation
from portal.accounts.wagtail_users import NameForm

register_permission_policy(User, NeverDeleted(User))
register_permission_policy(Agency, NeverDeleted(Agency))
register_permission_policy(Membership, NeverChanged(Membership))

DeleteBulkAction.models = []  # What people did stays, and so do they.
NameEmailSettingsPanel.form_class = NameForm  # Wagtail asks for first and last names.


@hooks.register("register_admin_viewset")
def organisation():
    return Organisation()
