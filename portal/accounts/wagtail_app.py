"""Wagtail's user pages, shown through our own view of people."""

from wagtail.users.apps import WagtailUsersAppConfig


class PortalUsersConfig(WagtailUsersAppConfig):
    user_viewset = "portal.accounts.wagtail_users.PeopleViewSet"
