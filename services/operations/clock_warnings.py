"""Officers read in the morning which reports need them, and heads which have been late for days.

Whoever a report was given to is told, else everybody who handles reports at its agency. What was
told is marked in the same transaction as the letters of one agency: told once, and lost never.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext, override, pgettext

from portal.accounts.models import Membership, User
from portal.common.dates import show_day
from portal.common.moments import today
from portal.workdays.calendar import is_working_day
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.reports.lateness import Running, Stage, mark_told, untold
from services.reports.models import Report
from services.reports.workflow import HANDLE, OVERSEE

OFFICERS, HEADS = "operations/clock", "operations/late_head"
FOR_OFFICERS = (Stage.LATE, Stage.TOMORROW, Stage.HALF)
NAMED = 20  # Reports in one section of a letter; the desk shows the rest.

Told = Sequence[tuple[Running, Stage]]


def warn_all() -> int:
    """Tell the officers and heads of every agency, on working days; say how many letters."""
    if not is_working_day(today()):
        return 0
    agencies = Report.objects.running().order_by().values_list("agency", flat=True).distinct()
    return sum(warn(agency) for agency in agencies)


@transaction.atomic
def warn(agency: int) -> int:
    """Post the letters of one agency's officers and heads, and remember what they were told."""
    found = untold(agency)
    sent = sum(tell_officer(officer, found) for officer in people(agency, HANDLE))
    sent += sum(tell_head(head, found) for head in people(agency, OVERSEE))
    mark_told(found)
    return sent


def people(agency: int, permission: str) -> Iterable[User]:
    """Who serves there with this permission; who looks after the whole city has figures instead."""
    here = Membership.objects.local().serving(permission, [agency])
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("pk")


def tell_officer(officer: User, found: Told) -> bool:
    """Her own, and those that were given to nobody."""
    hers = [(report, stage) for report, stage in found if report.assignee in {None, officer.pk}]
    with override(officer.language):
        facts = {str(stage): section(stage, hers) for stage in FOR_OFFICERS}
    return post(officer, OFFICERS, facts)


def tell_head(head: User, found: Told) -> bool:
    with override(head.language):
        facts = {"late": section(Stage.HEAD, found)}
    return post(head, HEADS, facts)


def post(person: User, kind: str, facts: dict[str, str]) -> bool:
    if not any(facts.values()):
        return False
    key = f"{kind.partition('/')[2]}-{person.pk}-{today():%Y-%m-%d}"
    contact = Contact(email=person.email or "", user=person, language=person.language)
    return bool(outbox.post(contact, kind, key=key, path=reverse("desk_reports"), **facts))


def section(stage: Stage, found: Told) -> str:
    """The heading and a line for each report; empty where there is none."""
    reports = [report for report, reached in found if reached == stage]
    lines = [line(report) for report in reports[:NAMED]]
    if (more := len(reports) - NAMED) > 0:
        lines.append(and_more(more))
    return "\n".join([f"{stage.label}:", *lines]) if lines else ""


def line(report: Running) -> str:
    facts = {"what": f"{report.reference} · {report.kind} – {report.commune}"}
    return pgettext("in a letter", "- %(what)s, due %(day)s") % (
        facts | {"day": show_day(report.due_on)}
    )


def and_more(number: int) -> str:
    return ngettext("- and %(number)s more", "- and %(number)s more", number) % {"number": number}
