"""Who may look after people and agencies in Wagtail's admin: by permission, never by group."""

from django.db.models import Q
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.accounts.models import Membership, User
from portal.accounts.roles import MANAGE_PEOPLE, VIEW_PEOPLE


class Managed(BasePermissionPolicy):
    """Whoever manages people adds and changes, an auditor looks; nothing is ever deleted."""

    needed = {"add": MANAGE_PEOPLE, "change": MANAGE_PEOPLE, "view": VIEW_PEOPLE}

    def user_has_permission(self, user, action):
        permission = self.needed.get(action)
        return permission is not None and user.has_perm(permission)

    def users_with_any_permission(self, actions):
        needed = {self.needed[action] for action in actions if action in self.needed}
        holding = Membership.objects.none()
        for permission in needed:
            holding |= Membership.objects.serving(permission)
        keys = Q(is_superuser=True) if needed else Q(pk=None)
        return User.objects.filter(keys | Q(pk__in=holding.values("user")), is_active=True)

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model._default_manager
        return rows.all() if self.user_has_any_permission(user, actions) else rows.none()


class Begun(Managed):
    """A membership begins and ends; to change one is to end it and begin another."""

    needed = {"add": MANAGE_PEOPLE, "delete": MANAGE_PEOPLE, "view": VIEW_PEOPLE}
