"""Dossiers in the situations stories need: DossierFactory(processing=True, overdue=True)."""

from datetime import timedelta

import factory

from portal.common.moments import now
from portal.common.references import new_reference
from services.dossiers.models import Dossier, DossierEvent
from services.dossiers.workflow import State
from tests.people import agency_of, commune_named
from tests.services.procedures.factories import ProcedureFactory

LIMIT = {"case": "", "channel": "", "quantity": 3, "unit": "working_day", "text": ""}


def ago(**span):
    return factory.LazyFunction(lambda: now() - timedelta(**span))


def ahead(**span):
    return ago(**{name: -count for name, count in span.items()})


def office():
    return agency_of(commune_named("31507", "Phường Sóc Trăng"), "H13.31507")


def closed(state: str, **facts):
    return factory.Trait(state=state, closed_at=ago(hours=1), **facts)


NOT_CODED = {
    "code": None,
    "received_at": None,
    "due_at": None,
    "statutory_due_at": None,
    "reference": factory.LazyFunction(lambda: new_reference("TN")),
    "channel": Dossier.Channel.ONLINE,
}


class DossierFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dossier
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"H13.31507-2611{n // 9999 % 20 + 1:02d}-{n % 9999 + 1:04d}")
    procedure = factory.SubFactory(ProcedureFactory, with_facts=True)
    procedure_snapshot = factory.LazyAttribute(
        lambda dossier: {
            "code": dossier.procedure.code,
            "name": dossier.procedure.name,
            "time_limit": LIMIT,
        }
    )
    agency = factory.LazyFunction(office)
    holder_name = "Trần Thị Lan"
    contact_email = "lan@example.vn"
    contact_phone = "+84912345678"
    state = State.RECEIVED
    received_at = ago(days=1)
    due_at = ahead(days=10)
    statutory_due_at = factory.SelfAttribute("due_at")

    class Params:
        submitted = factory.Trait(state=State.SUBMITTED, **NOT_CODED)
        refused = closed(State.NOT_RECEIVED, **NOT_CODED)
        processing = factory.Trait(state=State.PROCESSING)
        waiting = factory.Trait(state=State.SUPPLEMENT_REQUESTED, due_at=None)
        payment_requested = factory.Trait(state=State.PAYMENT_REQUESTED)
        completed = factory.Trait(state=State.COMPLETED, completed_at=ago(hours=2))
        returned = closed(State.RETURNED, completed_at=ago(hours=2), returned_at=ago(hours=1))
        stopped = closed(State.STOPPED)
        withdrawn = closed(State.WITHDRAWN)
        overdue = factory.Trait(received_at=ago(days=20), due_at=ago(days=2))
        due_soon = factory.Trait(due_at=ahead(hours=3))


class DossierEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DossierEvent

    dossier = factory.SubFactory(DossierFactory)
    step = "register"
    state = State.RECEIVED


def in_state(state: str, **facts) -> Dossier:
    """A dossier in this state, however it came there."""
    traits = {
        State.SUBMITTED: "submitted",
        State.NOT_RECEIVED: "refused",
        State.PROCESSING: "processing",
        State.SUPPLEMENT_REQUESTED: "waiting",
        State.PAYMENT_REQUESTED: "payment_requested",
        State.COMPLETED: "completed",
        State.RETURNED: "returned",
        State.STOPPED: "stopped",
        State.WITHDRAWN: "withdrawn",
    }
    if state == State.DRAFT:
        return DossierFactory(submitted=True, **facts | {"state": State.DRAFT})
    return DossierFactory(**{traits[state]: True} if state in traits else {}, **facts)
