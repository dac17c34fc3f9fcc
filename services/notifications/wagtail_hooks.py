"""Where administrators find the words of messages in Wagtail's admin."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from services.notifications import wagtail_texts


class TextsMenuItem(MenuItem):
    """Shown to those who may change words."""

    def is_shown(self, request):
        return request.user.has_perm(wagtail_texts.CHANGE)


@hooks.register("register_admin_urls")
def message_text_urls():
    return wagtail_texts.urlpatterns


@hooks.register("register_admin_menu_item")
def message_text_item():
    return TextsMenuItem(
        _("Words of messages"),
        reverse_lazy("message_texts"),
        name="message-texts",
        icon_name=wagtail_texts.ICON,
        order=270,
    )
