"""What the front door shows of the services: needs, figures, reports, news, alerts."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cms.models.alerts import Alert
from cms.models.news import ArticlePage
from portal.common.moments import now
from services.procedures.models import Procedure
from services.reports.models import Report
from services.reports.places import dots
from services.reports.workflow import State

LATEST_REPORTS = 4
LATEST_NEWS = 4
WEEK = timedelta(days=7)


def door() -> dict:
    """Everything the home page's template asks for, in a handful of queries."""
    return {
        "greeting": greeting(timezone.localtime(now()).hour),
        "needs": needs(),
        "figures": figures(),
        "reports": latest_reports(),
        "commune_dots": dots(),
        "news": latest_news(),
        "alerts": Alert.objects.showing()[:3],
        "life_events": life_events(),
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
    week = Report.objects.filter(closed_at__gte=now() - WEEK).aggregate(
        closed=Count("pk"),
        resolved=Count("pk", filter=Q(state=State.RESOLVED)),
        on_time=Count("pk", filter=Q(closed_at__lte=F("due_at"))),
    )
    shown = [{"value": number_format(week["resolved"]), "label": _("reports resolved this week")}]
    if week["closed"]:
        rate = round(100 * week["on_time"] / week["closed"])
        shown.append({"value": f"{rate} %", "label": _("of them on time")})
    open_reports = Report.objects.open().count()
    procedures = Procedure.objects.active().count()
    shown.append({"value": number_format(open_reports), "label": _("reports being handled")})
    shown.append({"value": number_format(procedures), "label": _("procedures explained")})
    return shown


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


def latest_news():
    return ArticlePage.objects.live().public().newest_first().with_pictures()[:LATEST_NEWS]


LIFE_EVENT_ICONS = {
    "An sinh xã hội và người có công": "hand-heart",
    "Có con nhỏ": "baby",
    "Cư trú và giấy tờ tùy thân": "id-card",
    "Học tập": "graduation-cap",
    "Hôn nhân và gia đình": "gem",
    "Khiếu nại và hòa giải": "gavel",
    "Kinh doanh": "store",
    "Người thân qua đời": "flame",
    "Nhà ở và đất đai": "house",
    "Nông nghiệp và thủy sản": "sprout",
    "Việc làm và bảo hiểm": "briefcase",
    "Dân tộc, tôn giáo và lễ hội": "landmark",
}


def life_events() -> list[dict]:
    """Moments of life that bring people to an office, the fullest first."""
    found = Procedure.objects.active().exclude(life_event="").values_list("life_event")
    listing = reverse("procedures:list")
    return [
        {
            "label": label,
            "url": f"{listing}?{urlencode({'su-kien': label})}",
            "icon": LIFE_EVENT_ICONS.get(label, "file-text"),
        }
        for label, _count in found.annotate(how_many=Count("pk")).order_by("-how_many")[:8]
    ]
