"""What is new for somebody who follows an area, exactly and once.

A report is news from the moment an officer has received it, when everyone may read it.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from services.notifications.models import Message
from services.reports.models import AreaFollow, Report, ReportEvent

FIRST_SHOWN = "receive"  # The step by which everyone may read a report.
MOST_AT_ONCE = 10  # Letters a day; more would be read by nobody, and come with the daily one.
# A report is written a moment before its event; the index on its last change finds it quickly.
WRITTEN_BEFORE = timedelta(hours=1)


def news_for(follow: AreaFollow, since: datetime, until: datetime):
    """The reports that everyone may read since then, of the kinds chosen, the oldest first."""
    received = ReportEvent.objects.filter(
        report=OuterRef("pk"), step=FIRST_SHOWN, at__gte=since, at__lt=until
    )
    found = Report.objects.listed().filter(
        Exists(received), commune=follow.commune_id, updated_at__gte=since - WRITTEN_BEFORE
    )
    kinds = [category.pk for category in follow.categories.all()]
    chosen = found.filter(category__in=kinds) if kinds else found
    return chosen.select_related("category", "commune").order_by("created_at", "pk")


def key_of(follow: AreaFollow, report: Report) -> str:
    """Under which a report by itself is told to one follower."""
    return f"area-{follow.pk}-report-{report.pk}"


def told_already(follow: AreaFollow, reports: Iterable[Report]) -> set[int]:
    """Those of them of which this follower has had a letter by itself."""
    keys = {key_of(follow, report): report.pk for report in reports}
    told = Message.objects.filter(key__in=keys).values_list("key", flat=True)
    return {keys[key] for key in told}


def has_had_enough(follow: AreaFollow, moment: datetime) -> bool:
    """Whether this follower has had the letters of a day already."""
    here = timezone.localtime(moment)
    midnight = datetime.combine(here.date(), time.min, here.tzinfo)
    until = moment + timedelta(days=1)  # Whatever was received until this very moment.
    return len(told_already(follow, news_for(follow, midnight, until))) >= MOST_AT_ONCE
