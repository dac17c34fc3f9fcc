"""Where reports are: the communes as dots, each with how many public reports it has."""

from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language

from portal.places.sketch import sketch
from services.reports.models import Report

A_MINUTE = 60  # Counting every report is slow where there are many; nobody misses a minute.


def dots() -> list[dict]:
    """The local communes as the map component draws them, as they were within the last minute."""
    return cache.get_or_set(f"reports:dots:{get_language()}", counted_dots, A_MINUTE)


def counted_dots() -> list[dict]:
    listed = Report.objects.listed().order_by()
    counts = dict(listed.values_list("commune__code").annotate(Count("pk")))
    listing = reverse("reports:list")
    return [
        dot | {"count": counts.get(dot["code"], 0), "url": f"{listing}?commune={dot['code']}"}
        for dot in sketch()
    ]
