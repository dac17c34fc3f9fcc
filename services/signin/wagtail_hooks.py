"""What administrators do about sign-in in /quan-tri/."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from services.signin.staff.actions import MAY_RESET, RESET
from services.signin.staff.desk import reset


@hooks.register("register_admin_urls")
def second_factor_urls():
    return [path("users/xac-thuc/<int:pk>/dat-lai/", reset, name="second_factor_reset")]


@hooks.register("register_user_listing_buttons")
def offer_reset(user, request_user):
    """Beside each colleague, for those who may; not beside oneself."""
    if user != request_user and request_user.has_perm(MAY_RESET):
        url = reverse("second_factor_reset", args=[user.pk])
        yield Button(_("Reset the second factor"), url=url, icon_name="key", priority=50)


@hooks.register("register_log_actions")
def remembered_actions(actions):
    actions.register_action(
        RESET, _("Reset the second factor"), _("A lost second factor was reset")
    )
