"""Where administrators find the words of messages in Wagtail's admin."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.common.admin import ForThoseWith
from services.notifications import wagtail_texts


@hooks.register("register_admin_urls")
def message_text_urls():
    return wagtail_texts.urlpatterns


@hooks.register("register_admin_menu_item")
def message_text_item():
    return ForThoseWith(
        _("Words of messages"),
        reverse_lazy("message_texts"),
        name="message-texts",
        icon_name=wagtail_texts.ICON,
        order=270,
        permissions=[wagtail_texts.CHANGE],
    )
