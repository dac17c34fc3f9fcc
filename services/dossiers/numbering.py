"""Giving dossier codes: one after another, by agency and day, never the same twice."""

from datetime import date

import structlog
from django.utils.translation import gettext as _

from portal.accounts.models import Agency
from portal.common.workflow import StepRefused
from services.dossiers.models import DossierCodeScheme, DossierSequence

DEFAULT_PATTERN = "{agency}-{date}-{sequence}"

log = structlog.get_logger(__name__)


class CodesExhausted(StepRefused):
    """An agency received more dossiers in a day than its codes have room for."""


def allocate(agency: Agency, day: date) -> str:
    """The next code of this agency on this day. Call it inside the reception's transaction.

    The day's row stays locked until that ends, so a code exists exactly when its dossier does.
    """
    sequence, _made = DossierSequence.objects.select_for_update().get_or_create(
        agency=agency, date=day
    )
    if sequence.last >= DossierSequence.LAST:
        log.error("dossier_codes_exhausted", agency=agency.code, day=day.isoformat())
        raise CodesExhausted(
            _("All 9999 codes of this agency are used today. Please receive it tomorrow.")
        )
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return spell(pattern_of(agency, day), agency=agency, day=day, number=sequence.last)


def pattern_of(agency: Agency, day: date) -> str:
    """The agency's scheme on that day; without one its identifier, as new codes begin."""
    scheme = DossierCodeScheme.objects.of(agency, day)
    return scheme.pattern if scheme else DEFAULT_PATTERN


def spell(pattern: str, *, agency: Agency, day: date, number: int) -> str:
    parts = {"{agency}": agency.code, "{date}": f"{day:%y%m%d}", "{sequence}": f"{number:04d}"}
    for name, value in parts.items():
        pattern = pattern.replace(name, value)
    return pattern
