"""Remembering who saw whom: once an hour for each officer, matter and kind of look."""

from portal.accounts.models import Agency, Membership, User
from portal.common.moments import now
from services.privacy.models import Look

REVEAL = "privacy.reveal_identity"


def record_look(
    *,
    about: str,
    what: str,
    by: User,
    subject: User | None = None,
    agency: Agency | None = None,
) -> None:
    """Remember that this officer saw who somebody is. One's own details are no look."""
    if subject is not None and subject.pk == by.pk:
        return
    if Look.objects.recent(by=by, about=about, what=what).exists():
        return
    office, role = seat(by, agency)
    Look.objects.create(
        subject=subject, about=about, what=what, by=by, agency=office, role=role, at=now()
    )


def seat(officer: User, agency: Agency | None) -> tuple[Agency | None, str]:
    """From which office somebody looks, and as what: the matter's own where she serves there."""
    serving = list(Membership.objects.of(officer).select_related("agency"))
    here = [one for one in serving if agency is not None and one.agency_id == agency.pk]
    chosen = next(iter(here or serving), None)
    return (chosen.agency, chosen.role) if chosen else (None, "")
