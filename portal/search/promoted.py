"""What editors put before everything else for certain questions."""

from django.db.models import QuerySet

from portal.search.models import Promotion
from portal.search.words import folded

MOST = 2


def promoted(question: str) -> QuerySet[Promotion]:
    """The promoted results of exactly this question, whatever its marks."""
    return Promotion.objects.filter(folded__contains=f"\n{folded(question).strip()}\n")[:MOST]
