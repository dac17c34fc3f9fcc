"""Telling whoever follows a report, or what is new in an area; the worker does it."""

from django.db import transaction
from django.utils.translation import override

from services.notifications import outbox
from services.reports import letters
from services.reports.models import AreaFollow, Follow, Report, ReportEvent

FIRST_SHOWN = "receive"  # The step by which everyone may read a report.


def tell_of(event_pk: int) -> int:
    """Tell everybody who follows the report of this event, once each; say how many."""
    event = ReportEvent.objects.select_related("report__category", "report__commune").get(
        pk=event_pk
    )
    if event.report.is_private:
        return 0
    told = sum(tell_follower(follow, event) for follow in followers_of(event.report))
    if event.step == FIRST_SHOWN and event.report.is_listed:
        told += sum(tell_neighbour(follow, event.report) for follow in at_once_in(event.report))
    return told


def followers_of(report: Report):
    """Who follows it, but for its sender, who has letters of her own."""
    follows = Follow.objects.confirmed().filter(report=report).select_related("user")
    if report.reporter_id:
        follows = follows.exclude(user=report.reporter_id)
    if report.contact_email:
        follows = follows.exclude(email__iexact=report.contact_email)
    if report.contact_phone:
        follows = follows.exclude(phone=report.contact_phone)
    return follows.iterator()


def at_once_in(report: Report):
    """Who wants to hear at once of what is new of this kind in this commune."""
    return (
        AreaFollow.objects.confirmed()
        .watching(report)
        .filter(pace=AreaFollow.Pace.AT_ONCE)
        .select_related("user")
        .iterator()
    )


@transaction.atomic
def tell_follower(follow: Follow, event: ReportEvent) -> bool:
    with override(follow.language):
        facts = letters.public_facts_of(event)
    key = f"report-event-{event.pk}-followed"
    kind = "reports/followed"
    return bool(outbox.post(follow.contact, kind, key=key, matter=event.report.reference, **facts))


@transaction.atomic
def tell_neighbour(follow: AreaFollow, report: Report) -> bool:
    with override(follow.language):
        facts = letters.news_of(report)
    key = f"report-{report.pk}-in-area"
    kind = "reports/area_new"
    return bool(outbox.post(follow.contact, kind, key=key, matter=report.reference, **facts))
