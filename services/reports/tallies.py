"""The worker counts the listed reports of each commune, so that no page has to.

What is counted lies in Tally: of each topic (a group, a category, or any), in each state, from each
month and year. A minute's changes are counted again by the months they fall in; a night's count of
everything mends whatever escaped that. Only rows that differ are written.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from portal.common.moments import now
from services.reports import periods
from services.reports.models import Report, Tally, TallyMark

LATE_ARRIVALS = timedelta(minutes=2)  # A slow transaction shows what it wrote a while ago.
BATCH = 2_000

WHAT = ("category__code", "category__group__code", "state")

Key = tuple[str, str]  # Topic and state.


def count_changes() -> int:
    """Count the months in which something changed since the last time; say how many."""
    moment, last = now(), TallyMark.reached()
    if last is None:
        return count_all()
    changed = months_of(Report.objects.filter(updated_at__gt=last - LATE_ARRIVALS))
    for commune, months in changed.items():
        with TallyMark.alone():
            count_months(commune, months)
    TallyMark.reach(moment)
    return sum(map(len, changed.values()))


def count_all() -> int:
    """Count everything afresh, a commune at a time; say how many have something to count."""
    moment = now()
    reported = Report.objects.order_by().values_list("commune", flat=True).distinct()
    counted = Tally.objects.order_by().values_list("commune", flat=True).distinct()
    for commune in {*reported, *counted}:
        with TallyMark.alone():
            count_commune(commune)
    TallyMark.reach(moment)
    return len(set(reported))


def months_of(reports: QuerySet) -> dict[int, set[str]]:
    """The months these reports came in, by commune."""
    slices = reports.order_by().values_list("commune", TruncMonth("created_at")).distinct()
    months: dict[int, set[str]] = {}
    for commune, start in slices:
        months.setdefault(commune, set()).add(periods.month_of(start))
    return months


def count_months(commune: int, months: set[str]) -> None:
    """Count these months, and what is made up of them."""
    for month in months:
        settle(commune, month, counts_in(commune, *periods.span(month)))
    sum_up(commune, {periods.year_of(month) for month in months})


def count_commune(commune: int) -> None:
    """Count all the months in which a commune has reports, or was thought to have some."""
    found: dict[str, Counter[Key]] = {month: Counter() for month in counted_months(commune)}
    rows = listed_in(commune).annotate(month=TruncMonth("created_at"))
    for *what, start, count in rows.values_list(*WHAT, "month").annotate(Count("pk")):
        add(found.setdefault(periods.month_of(start), Counter()), *what, count)
    for month, counts in found.items():
        settle(commune, month, counts)
    sum_up(commune, {periods.year_of(month) for month in found})


def counts_in(commune: int, start: datetime, end: datetime) -> Counter[Key]:
    """How many listed reports of each topic and state a commune has from this time."""
    counts: Counter[Key] = Counter()
    rows = listed_in(commune).filter(created_at__gte=start, created_at__lt=end)
    for *what, count in rows.values_list(*WHAT).annotate(Count("pk")):
        add(counts, *what, count)
    return counts


def listed_in(commune: int) -> QuerySet:
    return Report.objects.listed().filter(commune=commune).order_by()


def add(counts: Counter[Key], category: str, group: str, state: str, count: int) -> None:
    """A report counts for its category, its group and all; in its state, and in any."""
    for topic in {category, group, ""}:
        counts[topic, state] += count
        counts[topic, ""] += count


def sum_up(commune: int, years: Iterable[str]) -> None:
    """Make the years out of their months, and all time out of the years."""
    for year in years:
        settle(commune, year, summed(commune, period__startswith=f"{year}-"))
    settle(commune, "", summed(commune, period__in=counted_years(commune)))


def summed(commune: int, **which) -> Counter[Key]:
    rows = Tally.objects.filter(commune=commune, **which).order_by().values_list("topic", "state")
    return Counter({(topic, state): count for topic, state, count in rows.annotate(Sum("count"))})


def counted_months(commune: int) -> list[str]:
    return [period for period in counted_periods(commune) if "-" in period]


def counted_years(commune: int) -> list[str]:
    return [period for period in counted_periods(commune) if period and "-" not in period]


def counted_periods(commune: int) -> QuerySet:
    """The months and years of which a commune has a count."""
    counted = Tally.objects.filter(commune=commune, topic="", state="")
    return counted.order_by().values_list("period", flat=True)


def settle(commune: int, period: str, counts: Counter[Key]) -> None:
    """Write what differs from what was counted before."""
    rows = Tally.objects.filter(commune=commune, period=period)
    before = {(row.topic, row.state): row for row in rows}
    gone = [row.pk for key, row in before.items() if key not in counts]
    fresh = [
        Tally(commune_id=commune, period=period, topic=topic, state=state, count=count)
        for (topic, state), count in counts.items()
        if (topic, state) not in before
    ]
    moved = [row for key, row in before.items() if row.count != counts.get(key, row.count)]
    for row in moved:
        row.count = counts[row.topic, row.state]
    Tally.objects.filter(pk__in=gone).delete()
    Tally.objects.bulk_create(fresh, BATCH)
    Tally.objects.bulk_update(moved, ["count"], BATCH)
