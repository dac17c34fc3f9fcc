"""The officers' desks inside Wagtail's admin: their addresses and their places in the menu."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from portal.common.admin import ForThoseWith
from services.operations import (
    dossiers,
    figures,
    merging,
    message_desk,
    moderation_desk,
    one_report,
    queue_bulk,
    reports,
    rule_history,
    standard_text_desk,
)
from services.operations.entering import views as entering
from services.operations.field import views as field
from services.operations.rule_desk import RuleViewSet, ThoseWhoRoute
from services.operations.team_desk import TeamViewSet
from services.operations.today import Today
from services.reports.models import RoutingRule, Team
from services.reports.workflow import COORDINATE, HANDLE

register_permission_policy(RoutingRule, ThoseWhoRoute(RoutingRule))
register_permission_policy(Team, ThoseWhoRoute(Team))


@hooks.register("register_admin_urls")
def report_desk_urls():
    return reports.urlpatterns + merging.urlpatterns


@hooks.register("register_admin_menu_item")
def report_desk_item():
    return ForThoseWith(
        pgettext_lazy("of residents", "Reports"),
        reverse_lazy("desk_reports"),
        name="resident-reports",
        icon_name=one_report.ICON,
        order=50,
        permissions=["reports.view_desk"],
    )


@hooks.register("register_admin_urls")
def figures_urls():
    return figures.urlpatterns


@hooks.register("register_admin_urls")
def moderation_urls():
    return moderation_desk.urlpatterns


@hooks.register("register_admin_menu_item")
def blocks_item():
    return ForThoseWith(
        _("Blocked senders"),
        reverse_lazy("desk_blocks"),
        name="blocked-senders",
        icon_name=moderation_desk.ICON,
        order=55,
        permissions=[COORDINATE],
    )


@hooks.register("register_admin_urls")
def entering_urls():
    return entering.urlpatterns


@hooks.register("register_admin_menu_item")
def entering_item():
    return ForThoseWith(
        _("Enter a report"),
        reverse_lazy("desk_report_enter"),
        name="enter-report",
        icon_name=entering.ICON,
        order=52,
        permissions=[entering.ENTER],
    )


@hooks.register("register_admin_urls")
def field_urls():
    return field.urlpatterns


@hooks.register("register_admin_menu_item")
def field_item():
    return ForThoseWith(
        _("Field work"),
        reverse_lazy("field"),
        name="field-work",
        icon_name=field.ICON,
        order=54,
        permissions=[HANDLE],
    )


@hooks.register("insert_global_admin_js")
def forget_field_work():
    """On every page of the admin: what lies on a shared phone goes when somebody leaves it."""
    return format_html('<script src="{}" defer></script>', static("operations/field_leave.js"))


@hooks.register("register_admin_urls")
def dossier_desk_urls():
    return dossiers.urlpatterns


@hooks.register("register_admin_menu_item")
def dossier_desk_item():
    return ForThoseWith(
        _("Dossiers"),
        reverse_lazy("desk_dossiers"),
        name="dossiers",
        icon_name=dossiers.ICON,
        order=60,
        permissions=["dossiers.view_desk"],
    )


@hooks.register("register_admin_urls")
def message_desk_urls():
    return message_desk.urlpatterns


@hooks.register("register_admin_menu_item")
def message_desk_item():
    return ForThoseWith(
        pgettext_lazy("to residents", "Messages"),
        reverse_lazy("desk_messages"),
        name="messages",
        icon_name=message_desk.ICON,
        order=70,
        permissions=[message_desk.VIEW],
    )


@hooks.register("register_admin_urls")
def standard_text_urls():
    return standard_text_desk.urlpatterns


@hooks.register("register_admin_menu_item")
def standard_text_item():
    return ForThoseWith(
        _("Standard texts"),
        reverse_lazy("standard_texts"),
        name="standard-texts",
        icon_name=standard_text_desk.ICON,
        order=55,
        permissions=[HANDLE],
    )


class Routing(ModelViewSetGroup):
    """Who gets which report: the rules, and the teams to which they may send."""

    items = (RuleViewSet, TeamViewSet)
    menu_label = _("Routing")
    menu_icon = "redirect"
    menu_order = 55


@hooks.register("register_admin_viewset")
def routing():
    return Routing()


@hooks.register("insert_global_admin_js")
def boxes_that_are_found():
    """Narrows what is ticked among many, wherever a form asks for it."""
    words = _("Type to find among these")
    return format_html(
        '<script src="{}" data-label="{}"></script>', static("operations/pick.js"), words
    )


@hooks.register("register_log_actions")
def what_is_remembered_of_rules(actions):
    for name, label in rule_history.LABELS.items():
        actions.register_action(name)(rule_history.formatter(label))


for action in queue_bulk.ACTIONS.values():
    hooks.register("register_bulk_action", action)


@hooks.register("construct_homepage_panels")
def what_waits_first(request, panels):
    panels.insert(0, Today())
