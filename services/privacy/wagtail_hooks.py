"""Personal data in Wagtail's admin: its screens, their places in the menu, looks at accounts."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from portal.common.admin import ForThoseWith
from services.privacy import desk
from services.privacy.actions.looks import record_look
from services.privacy.models import Look
from services.privacy.workflow import HANDLE


@hooks.register("register_admin_urls")
def privacy_urls():
    return desk.urlpatterns


@hooks.register("register_admin_menu_item")
def privacy_menu():
    items = [
        ForThoseWith(
            _("Requests about data"),
            reverse_lazy("desk_data_requests"),
            name="data-requests",
            icon_name="mail",
            order=10,
            permissions=[HANDLE],
        ),
        ForThoseWith(
            _("Who saw whom"),
            reverse_lazy("desk_looks"),
            name="looks",
            icon_name="view",
            order=20,
            permissions=[desk.VIEW_LOOKS],
        ),
        ForThoseWith(
            _("What is kept how long"),
            reverse_lazy("desk_retention"),
            name="retention",
            icon_name="history",
            order=30,
            permissions=[HANDLE, desk.VIEW_LOOKS],
        ),
    ]
    return SubmenuMenuItem(
        _("Personal data"), Menu(items=items), name="personal-data", icon_name="user", order=720
    )


@hooks.register("before_inspect_user")
@hooks.register("before_edit_user")
def remember_look_at_account(request, person):
    """Somebody opens a person's page: a look like any other."""
    record_look(about=f"TK-{person.pk}", what=Look.What.ACCOUNT, by=request.user, subject=person)
