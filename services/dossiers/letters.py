"""What the resident is told of an event; the words stand in templates/messages/dossiers/."""

from django.utils.translation import override

from portal.common.dates import show_day, show_moment
from services.dossiers.models import Dossier, DossierEvent
from services.notifications import outbox

# Whoever took the papers; after a supplement before reception, that is the reception.
RECEIVING = ("register", "receive", "supplement_received")


def tell(event: DossierEvent, message: str) -> None:
    """Post the letter about this event; the worker delivers it."""
    dossier = event.dossier
    with override(dossier.language):
        facts = facts_of(dossier) | {"note": event.note}
    outbox.post(
        dossier.contact,
        f"dossiers/{message}",
        key=f"dossier-event-{event.pk}",
        matter=matter_of(dossier),
        **facts,
    )


def matter_of(dossier: Dossier) -> str:
    """By which its messages are found: what it was first called, for that stays."""
    return dossier.reference or dossier.code or ""


def facts_of(dossier: Dossier) -> dict[str, str]:
    """Who does what until when, as the law wants the resident to know at once."""
    return {
        "reference": dossier.public_code,
        "procedure": dossier.procedure.name,
        "agency": dossier.agency.name,
        "received": show_moment(dossier.received_at) if dossier.received_at else "",
        "due": show_day(dossier.due_at) if dossier.due_at else "",
        "path": dossier.get_absolute_url(),
        **officers_of(dossier),
    }


def officers_of(dossier: Dossier) -> dict[str, str]:
    """The officers who received and who handle it; empty while there is none."""
    names = {"receiver": "", "handler": ""}
    for event in dossier.events.select_related("by"):
        name = event.by.get_full_name() if event.by else ""
        if event.step in RECEIVING:
            names["receiver"] = names["receiver"] or name
        elif event.step == "process":
            names["handler"] = name
    return names
