"""Where reports are: the communes as dots, each with how many public reports it has."""

from django.db.models import Count
from django.urls import reverse

from portal.places.sketch import sketch
from services.reports.models import Report


def dots() -> list[dict]:
    """The local communes as the map component draws them."""
    listed = Report.objects.listed().order_by()
    counts = dict(listed.values_list("commune__code").annotate(Count("pk")))
    listing = reverse("reports:list")
    return [
        dot | {"count": counts.get(dot["code"], 0), "url": f"{listing}?commune={dot['code']}"}
        for dot in sketch()
    ]
