"""What administrators do about sign-in in /quan-tri/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from services.signin.staff.actions import RESET
from services.signin.staff.desk import ResetView


@hooks.register("register_admin_urls")
def second_factor_urls():
    return [path("users/xac-thuc/<int:pk>/", ResetView.as_view(), name="second_factor_reset")]


@hooks.register("register_log_actions")
def remembered_actions(actions):
    actions.register_action(
        RESET, _("Reset the second factor"), _("A lost second factor was reset")
    )
