"""Permissions come from memberships; passwords are allauth's business."""

from django.contrib.auth.backends import ModelBackend

from portal.accounts.models import Agency, active_roles
from portal.accounts.roles import CITY_WIDE, PERMISSIONS


class MembershipBackend(ModelBackend):
    """Answers `user.has_perm(permission)` and `user.has_perm(permission, agency)`."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        if not user_obj.is_active:
            return False
        if obj is None:
            return super().has_perm(user_obj, perm) or self.holds(user_obj, perm)
        return isinstance(obj, Agency) and self.holds(user_obj, perm, obj)

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        permissions = super().get_all_permissions(user_obj, obj)
        if obj is None and user_obj.is_active:
            return permissions.union(*(PERMISSIONS[role] for role, _ in active_roles(user_obj)))
        return permissions

    def holds(self, user, permission: str, agency: Agency | None = None) -> bool:
        """Whether an active membership grants this, at the agency or city-wide."""
        return any(
            permission in PERMISSIONS[role]
            and (agency is None or role in CITY_WIDE or where == agency.pk)
            for role, where in active_roles(user)
        )
