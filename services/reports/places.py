"""Where reports are: the communes as dots, each as large as the number of its listed reports."""

import math
from urllib.parse import urlencode

from django.urls import reverse

from portal.places.sketch import sketch
from services.reports.models import Tally

SMALLEST, LARGEST = 6, 34
THOUSANDS = 10_000  # From here on a number in a dot is written in thousands.


def dots(filters=None) -> list[dict]:
    """The local communes as the map component draws them, as the worker last counted them.

    Words are not counted: with words chosen, the dots show what there is to look through.
    """
    counts = counted(filters.counted if filters else {})
    most = max(counts.values(), default=0)
    others = filters.narrowing if filters else {}
    return [
        dot | drawn(counts.get(dot["code"], 0), most) | {"url": listing(others, dot["code"])}
        for dot in sketch()
    ]


def counted(wanted: dict[str, str]) -> dict[str, int]:
    """How many reports of this topic, state and time each commune has, by its code."""
    return dict(Tally.objects.of(**wanted).order_by().values_list("commune__code", "count"))


def drawn(count: int, most: int) -> dict:
    """By the square root, so that the dots' areas compare as the numbers do."""
    size = LARGEST * math.sqrt(count / most) if most else 0
    return {"count": count, "short": short(count), "r": round(max(size, SMALLEST), 1)}


def short(count: int) -> str:
    """A number that fits into a dot."""
    return str(count) if count < THOUSANDS else f"{count // 1000}k"


def listing(others: dict[str, str], commune: str) -> str:
    """The list of this commune, narrowed by the rest that was chosen."""
    return f"{reverse('reports:list')}?{urlencode(others | {'commune': commune})}"
