"""Where reports are: the communes as dots, each with how many public reports it has."""

from django.db.models import Count
from django.urls import reverse

from portal.places.sketch import sketch
from services.reports.models import Report


def dots() -> list[dict]:
    """The local communes as the map component draws them."""
    counted = Report.objects.listed().order_by().values_list("commune__code").annotate(Count("pk"))
    counts = dict(counted)
    listing = reverse("reports:list")
    return [
        {
            "x": dot.x,
            "y": dot.y,
            "r": dot.r,
            "name": dot.name,
            "count": counts.get(dot.code, 0),
            "url": f"{listing}?commune={dot.code}",
        }
        for dot in sketch()
    ]
