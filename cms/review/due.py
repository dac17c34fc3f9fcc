"""Pages whose day has come to be read again: nobody believes what nobody looks after."""

from datetime import timedelta

from wagtail.models import get_page_models

from cms.models import BasePage
from portal.common.moments import today

SOON = timedelta(days=14)


def kinds() -> list[type[BasePage]]:
    """Every kind of page that has such a day."""
    return [kind for kind in get_page_models() if issubclass(kind, BasePage)]


def due_soon() -> list[BasePage]:
    """Published pages to be read again in two weeks at the latest, the oldest day first."""
    until = today() + SOON
    due = [page for kind in kinds() for page in kind.objects.live().filter(review_by__lte=until)]
    return sorted(due, key=lambda page: (page.review_by, page.pk))
