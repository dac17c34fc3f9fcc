"""Background work in the admin: among the settings, for those who look after the portal."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.common.admin import ForThoseWith
from portal.jobs import desk


@hooks.register("register_admin_urls")
def schedule_urls():
    return desk.urlpatterns


@hooks.register("register_settings_menu_item")
def schedule_item():
    return ForThoseWith(
        _("Background work"),
        reverse_lazy("jobs_schedule"),
        name="background-work",
        icon_name=desk.ICON,
        order=900,
        permissions=[desk.VIEW],
    )
