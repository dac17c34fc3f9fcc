"""What residents are told of their dossiers; the words stand in templates/messages/dossiers/."""

from django.utils.translation import gettext_lazy as _

from services.notifications.kinds import Kind, register

FACTS = {
    "reference": "H13.21.15-261120-0001",
    "procedure": "Đăng ký khai sinh",
    "agency": "UBND phường Sóc Trăng",
    "received": "09:30 20/11/2026",
    "due": "25/11/2026",
    "receiver": "Thạch Tâm",
    "handler": "Sơn Minh Sơn",
    "note": "Mang theo giấy chứng sinh bản chính.",
    "path": "/ho-so/H13.21.15-261120-0001/",
}

LABELS = {
    "submitted": _("A dossier was sent"),
    "received": _("The dossier was received"),
    "refused": _("The dossier was not received"),
    "processing": _("An officer is working on the dossier"),
    "supplement_requested": _("Papers are missing"),
    "supplement_received": _("The papers are complete"),
    "payment_requested": _("A payment is needed"),
    "payment_received": _("The payment has arrived"),
    "supplement_reminder": _("The papers are still missing"),
    "completed": _("The result is ready"),
    "fetch_reminder": _("The result still waits to be fetched"),
    "returned": _("The result was handed over"),
    "stopped": _("Work on the dossier has stopped"),
    "withdrawn": _("The dossier was withdrawn"),
}

register(
    *(Kind(name=f"dossiers/{name}", label=label, facts=FACTS) for name, label in LABELS.items())
)
