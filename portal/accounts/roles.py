"""What a role in an agency lets its holder do. Code asks for permissions, never for roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    REPORT_HANDLER = "report_handler", _("Report handler")
    COORDINATOR = "coordinator", _("Coordinator")
    RECEPTION = "reception", _("One-stop reception")
    DOSSIER_HANDLER = "dossier_handler", _("Dossier handler")
    APPROVER = "approver", _("Approver")
    EDITOR = "editor", _("Editor")
    PUBLISHER = "publisher", _("Publisher")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


ENTER = "wagtailadmin.access_admin"
VIEW_PEOPLE = "accounts.view_people"
MANAGE_PEOPLE = "accounts.manage_people"
ENTER_REPORT = "reports.enter_report"  # For a caller, or somebody at the counter.
REVEAL = "privacy.reveal_identity"
CHANGE_ROUTING = "reports.change_routing"
READ_ANSWERS = "cms.read_answers"  # To the forms of the agency where one serves.
MESSAGES = ("notifications.view_message", "notifications.resend_message")

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.REPORT_HANDLER: frozenset(
        {ENTER, "reports.view_desk", "reports.handle_report", ENTER_REPORT, *MESSAGES, REVEAL}
    ),
    Role.COORDINATOR: frozenset(
        {
            ENTER,
            "reports.view_desk",
            "reports.handle_report",
            "reports.coordinate_reports",
            CHANGE_ROUTING,
            ENTER_REPORT,
            *MESSAGES,
            REVEAL,
        }
    ),
    Role.RECEPTION: frozenset(
        {ENTER, "dossiers.view_desk", "dossiers.receive_dossier", ENTER_REPORT, *MESSAGES, REVEAL}
    ),
    Role.DOSSIER_HANDLER: frozenset(
        {ENTER, "dossiers.view_desk", "dossiers.handle_dossier", *MESSAGES, REVEAL}
    ),
    Role.APPROVER: frozenset(
        {
            ENTER,
            "reports.view_desk",
            "reports.oversee_reports",
            "dossiers.view_desk",
            "dossiers.approve_dossier",
            *MESSAGES,
        }
    ),
    Role.EDITOR: frozenset({ENTER, READ_ANSWERS}),
    Role.PUBLISHER: frozenset({ENTER, READ_ANSWERS, "notifications.change_text"}),
    Role.AUDITOR: frozenset(
        {
            ENTER,
            "reports.view_desk",
            "dossiers.view_desk",
            VIEW_PEOPLE,
            "notifications.view_message",
            "privacy.view_look",
            "jobs.view_schedule",
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            ENTER,
            VIEW_PEOPLE,
            MANAGE_PEOPLE,
            CHANGE_ROUTING,
            "notifications.change_text",
            *MESSAGES,
            "privacy.view_look",
            "privacy.handle_request",
            "jobs.view_schedule",
            "jobs.retry_job",
        }
    ),
}

# Held anywhere, these reach every agency.
CITY_WIDE = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR})

# Wagtail gives page rights to groups; these roles come with one. Screens show these names.
GROUPS = {Role.EDITOR: "Biên tập viên", Role.PUBLISHER: "Người duyệt đăng"}


def roles_granting(permission: str) -> frozenset[str]:
    """The roles whose holders have this permission."""
    return frozenset(role for role, granted in PERMISSIONS.items() if permission in granted)
