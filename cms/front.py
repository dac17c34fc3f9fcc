"""What the front door shows of the services: needs, figures, reports, news, alerts."""

from datetime import timedelta
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.alerts import current
from cms.models.life_events import LifeEventPage
from cms.models.news import ArticlePage
from portal.common.amounts import show_number
from portal.common.moments import now
from services.procedures.life_events import with_icons
from services.procedures.models import Procedure
from services.reports import ratings
from services.reports.models import Report
from services.reports.places import dots
from services.reports.workflow import OPEN, State

ALERTS = 3
LATEST_REPORTS = 4
LATEST_NEWS = 4
LIFE_EVENTS = 8
WEEK = timedelta(days=7)
ENOUGH_RATINGS = 5  # Fewer say more of those who judged than of the work.
A_MINUTE = 60  # How old a figure on the front door may be, in seconds.


def door(home: Page) -> dict:
    """Everything the home page's template asks for, in a handful of queries.

    What is drawn already, and kept as it was drawn, is asked for by nobody.
    """
    return {
        "greeting": greeting(timezone.localtime(now()).hour),
        "needs": SimpleLazyObject(needs),
        "figures": SimpleLazyObject(figures),
        "reports": SimpleLazyObject(latest_reports),
        "commune_dots": SimpleLazyObject(dots),
        "news": ArticlePage.objects.as_cards().beside(home).with_sizes()[:LATEST_NEWS],
        "alerts": current.milder()[:ALERTS],
        "life_events": SimpleLazyObject(life_events),
    }


def greeting(hour: int) -> str:
    """A word for this time of day."""
    if hour < 11:
        return _("Good morning")
    if hour < 13:
        return _("Good day")
    if hour < 18:
        return _("Good afternoon")
    return _("Good evening")


def needs() -> list[dict]:
    """What people ask for most; each a search in their own words."""
    words = [_("birth certificate"), _("street lamp"), _("land papers"), _("residence")]
    search = reverse("search:search")
    return [{"label": word, "url": f"{search}?{urlencode({'q': word})}"} for word in words]


def figures() -> list[dict]:
    """What the administration did this week, in figures anyone may check."""
    counted = cache.get_or_set("front:reports", count_reports, A_MINUTE)
    shown = [(show_number(counted["resolved"]), _("reports resolved this week"))]
    if counted["closed"]:
        rate = round(100 * counted["on_time"] / counted["closed"])
        shown.append((f"{rate} %", _("of them on time")))
    shown += satisfaction()
    shown.append((show_number(counted["open"]), _("reports being handled")))
    shown.append((show_number(procedures()["total"]), _("procedures explained")))
    return [{"value": value, "label": label} for value, label in shown]


def satisfaction() -> list[tuple[str, str]]:
    """How many of those who judged lately are satisfied, once there are enough of them."""
    summary = ratings.recent()
    if summary.total < ENOUGH_RATINGS:
        return []
    label = _("satisfied, of %(total)s who judged") % {"total": show_number(summary.total)}
    return [(f"{summary.percent} %", label)]


def count_reports() -> dict[str, int]:
    """The numbers behind the figures, which cost the more the more there is to count."""
    this_week, is_open = Q(closed_at__gte=now() - WEEK), Q(state__in=OPEN)
    return Report.objects.filter(this_week | is_open).aggregate(
        closed=Count("pk", filter=this_week),
        resolved=Count("pk", filter=this_week & Q(state=State.RESOLVED)),
        on_time=Count("pk", filter=this_week & Q(closed_at__lte=F("due_at"))),
        open=Count("pk", filter=is_open),
    )


def latest_reports() -> list[dict]:
    """The newest public reports, as cards."""
    reports = Report.objects.listed().with_card().newest_first()[:LATEST_REPORTS]
    return [card(report) for report in reports]


def card(report: Report) -> dict:
    return {
        "title": report.category.name,
        "url": report.get_absolute_url(),
        "place": report.commune.name,
        "state": report.state,
        "state_label": report.get_state_display(),
        "tone": report.tone,
        "when": report.created_at,
        "photo_url": report.first_photo_url,
    }


def life_events() -> list[dict]:
    """Moments of life that bring people to an office, the fullest first.

    Each leads to the page that guides through it, or else to its procedures.
    """
    listing, guides = reverse("procedures:list"), LifeEventPage.objects.addresses()
    return [
        {
            "label": event["name"],
            "url": guides.get(event["slug"])
            or f"{listing}?{urlencode({'life_event': event['slug']})}",
            "icon": event["icon"],
        }
        for event in procedures()["life_events"]
    ]


def procedures() -> dict:
    return cache.get_or_set("front:procedures", count_procedures, A_MINUTE)


def count_procedures() -> dict:
    """How many there are, and the events of life that have the most."""
    grouped = Procedure.objects.active().order_by().values_list("life_event_slug")
    events = [
        {"slug": slug, "name": name, "count": count}
        for slug, name, count in grouped.annotate(Min("life_event"), Count("pk"))
    ]
    fullest = sorted(events, key=lambda event: event["count"], reverse=True)
    named = [event for event in fullest if event["slug"]]
    return {
        "total": sum(event["count"] for event in events),
        "life_events": with_icons(named[:LIFE_EVENTS]),
    }
