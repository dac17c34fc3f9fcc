"""Pages whose day has come to be read again: nobody believes what nobody looks after."""

from datetime import timedelta

from cms.models.base import BasePage, kinds
from portal.common.moments import today

SOON = timedelta(days=14)


def due_soon() -> list[BasePage]:
    """Published pages to be read again in two weeks at the latest, the oldest day first."""
    until = today() + SOON
    due = [page for kind in kinds() for page in kind.objects.live().filter(review_by__lte=until)]
    return sorted(due, key=lambda page: (page.review_by, page.pk))
