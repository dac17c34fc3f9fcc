"""Telling whoever follows a report, or what is new in an area; the worker does it."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from portal.common.moments import now
from services.notifications import outbox
from services.reports import area_news, letters, ratings
from services.reports.area_news import FIRST_SHOWN
from services.reports.models import AreaFollow, Follow, Report, ReportEvent
from services.reports.workflow import RESOLVING, State

OVER = frozenset({State.MERGED, State.WITHDRAWN, State.SPAM})  # Nothing happens to these any more.


def can_be_followed(report: Report) -> bool:
    """Whether everybody may know of it, and there may be something to tell."""
    return not report.is_private and report.state not in OVER


def tell_of(event_pk: int) -> int:
    """Tell everybody who follows the report of this event, once each; say how many."""
    event = ReportEvent.objects.select_related("report__category", "report__commune").get(
        pk=event_pk
    )
    if event.report.is_private:
        return 0
    told = sum(tell_follower(follow, event) for follow in followers_of(event.report, event))
    if event.step == FIRST_SHOWN and event.report.is_listed:
        told += sum(tell_neighbour(follow, event) for follow in at_once_in(event.report))
    return told


def followers_of(report: Report, event: ReportEvent):
    """Who follows it, but for its sender, who has letters of her own.

    That it was merged is told to those who followed it until then, and have moved on with it.
    """
    theirs = Q(report=report)
    if event.step == "merge":
        moved = report.mergings.standing().values_list("moved__follows", flat=True)
        theirs |= Q(pk__in=[key for keys in moved for key in keys])
    follows = Follow.objects.confirmed().filter(theirs).select_related("user")
    if report.reporter_id:
        follows = follows.exclude(user=report.reporter_id)
    if report.contact_email:
        follows = follows.exclude(email__iexact=report.contact_email)
        follows = follows.exclude(user__email__iexact=report.contact_email)
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
    with override(follow.contact.in_own_language().language):
        facts = letters.public_facts_of(event) | letters.way_out(follow)
        if is_question := event.step in RESOLVING:
            facts |= letters.question_of(event.report, ratings.rater_of(follow))
    key = f"report-event-{event.pk}-followed"
    kind = "reports/judge_followed" if is_question else "reports/followed"
    return bool(outbox.post(follow.contact, kind, key=key, matter=event.report.reference, **facts))


@transaction.atomic
def tell_neighbour(follow: AreaFollow, event: ReportEvent) -> bool:
    """Tell of a new report at once, unless the daily letter has done or, after enough, will do."""
    locked = AreaFollow.objects.select_for_update(of=("self",)).select_related("user")
    follow = locked.filter(pk=follow.pk).first()
    if follow is None or event.at < follow.told_until or area_news.has_had_enough(follow, now()):
        return False
    report = event.report
    with override(follow.contact.in_own_language().language):
        facts = letters.news_of(report) | letters.way_out(follow)
    key, kind = area_news.key_of(follow, report), "reports/area_new"
    return bool(outbox.post(follow.contact, kind, key=key, matter=report.reference, **facts))
