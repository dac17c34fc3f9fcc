"""What stands above every page, and changes only when an editor changes it: site, home and news,
and which pages are closed.

Each process keeps it until something is published, so that an article costs its own questions only.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from wagtail.models import PageViewRestriction, Site

from portal.pages_cache.edition import edition

A_MINUTE = 60


def until_published(name: str, find: Callable[[], Any], seconds: int = A_MINUTE) -> Any:
    """What `find` finds; kept until the next edition of the pages, if anybody knows which, and no
    longer than this.
    """
    word = edition.current()
    if word is None:
        return find()
    return caches["fragments"].get_or_set(f"{name}:{word}", find, seconds)


def is_closed(path: str) -> bool:
    """Whether the page at this path is not for everyone, or one above it.

    For what a page tells of others: who may read it herself, it asks the database, because what
    moves has another path before every process knows of the new edition.
    """
    return path.startswith(until_published("closed", closed_paths))


def closed_paths() -> tuple[str, ...]:
    """Where the pages stand that are not for everyone, and the copies of them."""
    paths = PageViewRestriction.objects.values_list("page__path", "page__aliases__path")
    return tuple({path for both in paths for path in both if path})


class KnowTheSite:
    """Tells Wagtail which site is asked for, with its home page, and where sites begin, when it
    looks for a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.resolver_match and request.resolver_match.url_name == "wagtail_serve":
            know_the_site(request)


def know_the_site(request: HttpRequest) -> None:
    """Put both where Wagtail looks for them."""
    name = f"site:{request.get_host()}:{request.get_port()}"
    request._wagtail_site = until_published(name, lambda: site_of(request))
    roots = until_published("roots", Site.get_site_root_paths)
    request._wagtail_cached_site_root_paths = roots


def site_of(request: HttpRequest) -> Site | None:
    """The site at this host and port, or else the one that stands for all, with its home page.

    Site and home come with one question; Wagtail asks for one after the other.
    """
    host, port = split_domain_port(request.get_host())[0], request.get_port()
    found = Site.objects.filter(Q(hostname=host) | Q(is_default_site=True))
    nearest = sorted(
        found.select_related("root_page__homepage"),
        key=lambda one: (one.hostname != host, str(one.port) != port, not one.is_default_site),
    )
    return with_home(nearest[0]) if nearest else None


def with_home(site: Site) -> Site:
    """This site, whose root knows that it is a home page."""
    site.root_page = getattr(site.root_page, "homepage", None) or site.root_page.specific
    return site
