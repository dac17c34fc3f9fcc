"""A report about several things is split: each agency has its part, the whole waits for all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Agency, User
from portal.common import references
from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.reports import routing
from services.reports.actions.step import locked, move, refuse_stale
from services.reports.actions.submit import REFERENCE_PREFIX, is_taken
from services.reports.actions.telling import make_findable, remember
from services.reports.models import Category, Report
from services.reports.parts import FEWEST, MOST
from services.reports.workflow import COORDINATE, STEPS, State

SPLIT = "split"
# Where it is; who sent it stays with the whole, and so do the photos, which the parts show.
COPIED = ["commune", "address", "lat", "lon", "accuracy_m", "language"]


@dataclass(frozen=True)
class Part:
    """One of the things, and who sees to it: of no agency, whoever serves this kind there."""

    category: Category
    description: str
    agency: Agency | None = None


@transaction.atomic
def split(report: Report, parts: Sequence[Part], *, by: User, note: str, seen: str = "") -> Report:
    """Make of one report a whole with parts, each of which has its own life at its own agency.

    The date that was promised holds for each of them. Raises StepRefused when it cannot be split.
    """
    report = locked(report)
    refuse_stale(report, seen, by=by)
    step = STEPS[SPLIT]
    step.check(report.state, by=by, at=report.agency, note=note)
    refuse_number(report, parts)
    made = [part_of(report, part, by=by) for part in parts]
    told = {"parts": [part.reference for part in made]}
    report = move(report, SPLIT, step, by=by, note=note, details=told)
    for part in made:
        keep_part(report, part, by=by)
    return report


def refuse_number(report: Report, parts: Sequence[Part]) -> None:
    """Two at least, and ten of one report at most; one more may follow when it goes on."""
    there = report.parts.count()
    if len(parts) < FEWEST and not (there and parts):
        raise StepRefused(_("Describe at least two parts."))
    if there + len(parts) > MOST:
        raise StepRefused(_("A report has at most %(most)d parts.") % {"most": MOST})


def part_of(report: Report, part: Part, *, by: User) -> Report:
    """A part that is not stored yet."""
    if not part.description.strip():
        raise StepRefused(_("Write what each part is about."))
    return Report(
        reference=references.unused_reference(REFERENCE_PREFIX, is_taken),
        parent=report,
        category=part.category,
        description=part.description,
        agency=agency_for(report, part, by=by),
        state=State.RECEIVED,  # Whoever splits it has read it.
        is_private=report.is_private or part.category.is_private,
        **{name: getattr(report, name) for name in COPIED},
    )


def agency_for(report: Report, part: Part, *, by: User) -> Agency:
    """Whoever sees to this kind there; another one where a coordinator says so."""
    serving = routing.decide(category=part.category, commune=report.commune, at=now()).agency
    if part.agency is None or part.agency == serving:
        return serving
    if not part.agency.is_open:
        raise StepRefused(_("Choose another agency, one that is open."))
    if part.agency != report.agency and not by.has_perm(COORDINATE, report.agency):
        raise StepRefused(
            _("“%(kind)s” is for %(agency)s there; only the coordinator sends it to others.")
            % {"kind": part.category.name, "agency": serving.name}
        )
    return part.agency


def keep_part(report: Report, part: Report, *, by: User) -> None:
    """Store a part with its first event; the promise that was given holds for it too."""
    part.due_at = report.due_at
    part.save()
    remember(part, "part", by=by, details={"whole": report.reference})
    make_findable(part)
