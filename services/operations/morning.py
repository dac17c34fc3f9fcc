"""What officers read in the morning: what is late at their agencies, and what is due today."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import Membership, User
from portal.common.moments import now, today
from portal.workdays.calendar import is_working_day, start_of_day
from services.dossiers.models import Dossier
from services.dossiers.workflow import HANDLE as HANDLE_DOSSIER
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.reports.models import Report
from services.reports.workflow import HANDLE as HANDLE_REPORT

KIND = "operations/due_today"


@dataclass(frozen=True)
class Work:
    """How much of one thing waits at each agency, and which officers see to it."""

    overdue: Counter
    due_today: Counter
    agencies_of: dict[int, set[int]]

    def of(self, officer: User) -> str:
        """The work of one officer in words; none where there is none."""
        agencies = self.agencies_of.get(officer.pk, set())
        overdue = sum(self.overdue[agency] for agency in agencies)
        due = sum(self.due_today[agency] for agency in agencies)
        said = [_("%(count)s overdue") % {"count": overdue}] if overdue else []
        said += [_("%(count)s due today") % {"count": due}] if due else []
        return ", ".join(said)


def tell_officers() -> int:
    """Tell every officer who handles something that is late or due today; say how many."""
    if not is_working_day(today()):
        return 0
    reports = work(Report.objects.open(), HANDLE_REPORT)
    dossiers = work(Dossier.objects.running(), HANDLE_DOSSIER)
    officers = {*reports.agencies_of, *dossiers.agencies_of}
    people = User.objects.filter(pk__in=officers, is_active=True).order_by("pk")
    return sum(tell(person, reports, dossiers) for person in people.iterator())


def work(things, permission: str) -> Work:
    """What of these is late or due today, by agency, for the officers who hold the permission."""
    at, evening = now(), start_of_day(today() + timedelta(days=1))
    rows = (
        things.values("agency")
        .order_by()
        .annotate(
            overdue=Count("pk", filter=Q(due_at__lt=at)),
            due=Count("pk", filter=Q(due_at__gte=at, due_at__lt=evening)),
        )
    )
    rows = list(rows.filter(due_at__lt=evening))
    return Work(
        overdue=Counter({row["agency"]: row["overdue"] for row in rows}),
        due_today=Counter({row["agency"]: row["due"] for row in rows}),
        agencies_of=by_officer(Membership.objects.local().serving(permission)),
    )


def by_officer(memberships) -> dict[int, set[int]]:
    """Where each officer serves; who looks after the whole city has figures instead."""
    places: dict[int, set[int]] = {}
    for officer, agency in memberships.values_list("user", "agency"):
        places.setdefault(officer, set()).add(agency)
    return places


@transaction.atomic
def tell(officer: User, reports: Work, dossiers: Work) -> bool:
    """Post one officer's letter of this morning, unless it was or there is nothing to do."""
    key = f"due-today-{officer.pk}-{today():%Y-%m-%d}"
    with override(officer.language):
        facts = {"reports": reports.of(officer), "dossiers": dossiers.of(officer)}
    if not any(facts.values()) or outbox.is_posted(key):
        return False
    contact = Contact(email=officer.email or "", user=officer, language=officer.language)
    return bool(outbox.post(contact, KIND, key=key, path=reverse("wagtailadmin_home"), **facts))
