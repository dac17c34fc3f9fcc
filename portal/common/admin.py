"""What our own screens in Wagtail's admin have in common: their frame, their place in the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem

from portal.common.workflow import Words


def frame(title: Words, icon: str, *trail: dict[str, Any]) -> dict[str, Any]:
    """What Wagtail's frame asks of every page: a title, an icon, the way back from the home."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {"header_title": title, "header_icon": icon, "breadcrumbs_items": [home, *trail]}


class ForThoseWith(MenuItem):
    """A screen in the menu, for those who hold one of its permissions."""

    def __init__(self, *args: Any, permissions: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.permissions = permissions

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)
