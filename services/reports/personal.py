"""What reports tell of a person: for her copy, for her erasure, and how long it stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.accounts.models import User
from portal.common.phones import show_phone
from services.privacy import registry, retention
from services.privacy.models import Tombstone
from services.privacy.registry import Holding, Kept, Row
from services.privacy.retention import Rule
from services.reports import erasure
from services.reports.models import Report
from services.reports.workflow import BY_RESIDENT

PROMISE = gettext_lazy("Law 91/2025/QH15, and the notice at the form")


def rows(user: User) -> Iterable[Row]:
    reports = Report.objects.of(user).select_related("category", "commune", "agency")
    for report in reports.prefetch_related("photos", "events").iterator(chunk_size=200):
        yield {
            "reference": report.reference,
            "category": report.category.name,
            "description": report.description,
            "place": f"{report.address}, {report.commune}".lstrip(", "),
            "agency": report.agency.name,
            "state": report.get_state_display(),
            "created_at": report.created_at,
            "closed_at": report.closed_at,
            "photos": report.photos.count(),
            "answers": [
                event.note
                for event in report.events.all()
                if event.step in BY_RESIDENT and event.note
            ],
            "name": report.contact_name,
            "email": report.contact_email,
            "phone": show_phone(report.contact_phone),
        }


def erase(user: User) -> list[Kept]:
    """Erase what she reported; what is still being mended keeps its words until it is."""
    return [
        Kept(
            what=_("Report %(reference)s") % {"reference": report.reference},
            why=_("It is still being handled: only its words and photos stay, without you."),
            until=_("Until 30 days after it is closed."),
        )
        for report in erasure.erase_reports_of(user)
    ]


registry.register(
    Holding(
        name="reports",
        label=gettext_lazy("Your reports"),
        purpose=gettext_lazy("To mend what you told us of, and to answer you."),
        kept=gettext_lazy("Name and contact two years after it is closed; what is public, longer."),
        columns={
            "reference": gettext_lazy("Reference"),
            "category": gettext_lazy("About"),
            "description": gettext_lazy("Your words"),
            "place": gettext_lazy("Place"),
            "agency": gettext_lazy("Handled by"),
            "state": gettext_lazy("State"),
            "created_at": pgettext_lazy("when", "Sent"),
            "closed_at": gettext_lazy("Closed on"),
            "photos": gettext_lazy("Photos"),
            "answers": gettext_lazy("Your answers"),
            "name": gettext_lazy("Your name"),
            "email": gettext_lazy("E-mail address"),
            "phone": gettext_lazy("Telephone"),
        },
        count=lambda user: Report.objects.of(user).count(),
        rows=rows,
        erase=erase,
    )
)


def with_contact(before: datetime) -> QuerySet:
    reachable = ~Q(contact_name="") | ~Q(contact_email="") | ~Q(contact_phone="")
    return Report.objects.closed().filter(reachable, closed_at__lt=before)


def with_claim(before: datetime) -> QuerySet:
    return Report.objects.closed().filter(closed_at__lt=before).exclude(claim_digest="")


def orphaned(before: datetime) -> QuerySet:
    """Closed reports whose sender has left while they were open."""
    left = Tombstone.objects.filter(kind=erasure.KIND, rule=erasure.SENDER_GONE)
    closed = Report.objects.closed().filter(closed_at__lt=before)
    return closed.filter(reference__in=left.values("reference")).exclude(description="")


retention.register(
    Rule(
        name="report_contacts",
        label=gettext_lazy("Closed reports: name and contact of the sender"),
        ground=PROMISE,
        dated_by="closed_at",
        due=with_contact,
        erase=erasure.erase_contacts,
    ),
    Rule(
        name="report_claims",
        label=gettext_lazy("Closed reports: the secret code of the sender"),
        ground=PROMISE,
        dated_by="closed_at",
        due=with_claim,
        erase=erasure.forget_claims,
    ),
    Rule(
        name="orphaned_reports",
        label=gettext_lazy("Closed reports of people who left: words and photos"),
        ground=PROMISE,
        dated_by="closed_at",
        due=orphaned,
        erase=erasure.erase_orphans,
    ),
)
