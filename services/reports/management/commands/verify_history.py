"""Prove that no event of any report was changed, added or taken away since it was written."""

import hashlib
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from portal.common.batches import batches
from services.privacy.models import Tombstone
from services.reports import history
from services.reports.erasure import KIND
from services.reports.history import Break
from services.reports.models import Report, ReportEvent


class Command(BaseCommand):
    help = (
        "Walks every report's chain of events and says where it is broken. The last line is one "
        "digest of everything: keep it elsewhere, and nobody can forge a whole history either."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--seal",
            action="store_true",
            help="first make chains of histories that are none yet: rows that were made in bulk",
        )

    def handle(self, *args, **options):
        if options["seal"]:
            sealed = history.seal_unsealed(Report.objects, ReportEvent.objects)
            self.stdout.write(_("%(number)s histories sealed.") % {"number": sealed})
        reports, broken, whole = 0, 0, hashlib.sha256()
        for report in everything():
            reports += 1
            whole.update(f"{report.reference} {report.head}\n".encode())
            for one in [*history.breaks(report, report.events.all()), *unexplained(report)]:
                broken += 1
                self.stderr.write(f"{one.reference} #{one.event or '–'}: {one.why}")
        facts = {"reports": reports, "broken": broken, "digest": whole.hexdigest()}
        self.stdout.write(_("%(reports)s reports, %(broken)s breaks. %(digest)s") % facts)
        if broken:
            raise CommandError(_("The history of reports was tampered with: see above."))


def everything() -> Iterator[Report]:
    """Every report with its events in the order of their writing, oldest first."""
    events = Prefetch("events", queryset=ReportEvent.objects.order_by("pk"))
    reports = Report.objects.only("reference", "head").prefetch_related(events)
    for some in batches(reports.order_by()):
        yield from some


def unexplained(report: Report) -> list[Break]:
    """Words may be gone only where a tombstone says by which rule they were taken away."""
    gone = [event for event in report.events.all() if not event.salt and event.digest]
    if not gone or Tombstone.objects.filter(kind=KIND, reference=report.reference).exists():
        return []
    return [Break(report.reference, gone[0].pk, _("Its words are gone, and nobody says why."))]
