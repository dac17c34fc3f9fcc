"""What somebody asks about her data, and the officer's answer; the only place that writes it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.moments import now
from portal.common.references import unused_reference
from portal.common.workflow import StepRefused
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.privacy import clock
from services.privacy.actions.consents import withdraw_all
from services.privacy.actions.erasure import close_account
from services.privacy.models import DataRequest, DataRequestEvent
from services.privacy.registry import Kept
from services.privacy.workflow import CLOSED, STEPS, State

REFERENCE_PREFIX = "YC"
Kind = DataRequest.Kind


@transaction.atomic
def ask(user: User, kind: str, words: str = "") -> DataRequest:
    """Store what somebody asks, with the dates by which the law wants it answered and done."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # One press after another.
    if DataRequest.objects.of(user).open().filter(kind=kind).exists():
        raise StepRefused(_("You asked for this already; it is under way."))
    moment = now()
    terms = clock.terms(kind, moment)
    request = DataRequest.objects.create(
        reference=unused_reference(REFERENCE_PREFIX, is_taken),
        user=user,
        kind=kind,
        words=words,
        acknowledge_by=terms.acknowledge_by,
        due_at=terms.due_at,
        created_at=moment,
    )
    remember(request, "ask", by=user)
    return request


def is_taken(reference: str) -> bool:
    return DataRequest.objects.filter(reference=reference).exists()


@transaction.atomic
def take_step(request: DataRequest, name: str, *, by: User, note: str = "") -> DataRequest:
    """Move a request one step along, do what it asks for, remember, and tell the person.

    Raises StepRefused when the table in workflow.py, or the law, does not allow it.
    """
    locked = DataRequest.objects.select_for_update(of=("self",)).select_related("user")
    request = locked.get(pk=request.pk)
    step = STEPS[name]
    step.check(request.state, by=by, note=note)
    contact = request.contact  # As it was: an account that is closed has none.
    if name == "fulfil":
        request.kept = [kept.as_row() for kept in do(request, by=by)]
        if request.kind == Kind.DELETE:
            contact = nobodys(contact)
    move(request, step.leads_to(request.state))
    event = remember(request, name, by=by, note=note)
    if step.tells_resident:
        tell(request, event, contact)
    return request


def do(request: DataRequest, *, by: User) -> list[Kept]:
    """What the portal itself can do of what is asked; the rest an officer has done by hand."""
    if request.kind == Kind.DELETE:
        return close_account(request.user, by=by)
    if request.kind == Kind.WITHDRAW:
        withdraw_all(request.user)
    return []


def move(request: DataRequest, state: str) -> None:
    moment = now()
    request.state = state
    request.acknowledged_at = request.acknowledged_at or moment
    request.closed_at = moment if state in CLOSED else None
    request.save(update_fields=["state", "acknowledged_at", "closed_at", "kept"])


def remember(
    request: DataRequest, name: str, *, by: User | None, note: str = ""
) -> DataRequestEvent:
    return request.events.create(step=name, state=request.state, by=by, note=note, at=now())


def nobodys(contact: Contact) -> Contact:
    """The same address without its account, which is gone."""
    return Contact(email=contact.email, phone=contact.phone, language=contact.language)


LETTERS = {
    State.ACKNOWLEDGED: "privacy/acknowledged",
    State.DONE: "privacy/done",
    State.REFUSED: "privacy/refused",
}


def tell(request: DataRequest, event: DataRequestEvent, contact: Contact) -> None:
    """Post the letter about this event; who has no account any more gets no way into it."""
    with override(contact.language):
        facts = {
            "reference": request.reference,
            "request": str(request.get_kind_display()),
            "due": show_day(request.due_at),
            "note": event.note,
            "kept": in_lines(request.kept),
            "path": request.get_absolute_url() if contact.user else "",
        }
    key = f"data-request-event-{event.pk}"
    outbox.post(contact, LETTERS[State(request.state)], key=key, **facts)


def in_lines(kept: list[dict[str, str]]) -> str:
    """What the law keeps, one thing a line."""
    return "\n".join(" – ".join(filter(None, row.values())) for row in kept)
