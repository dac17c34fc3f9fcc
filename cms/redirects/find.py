"""Where something stands that stood at this address before."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

MOST_HOPS = 5  # From one redirect to the next; a longer way leads round in circles.
PREFIXES = tuple(f"/{code}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def way_from(request: HttpRequest) -> Redirect | None:
    """The redirect from the address that was asked for; the most exact one, in one question."""
    spellings = spellings_of(request.get_full_path())
    site = Site.find_for_request(request)
    found = Redirect.get_for_site(site).filter(old_path__in=spellings)
    by_exactness = sorted(
        found.select_related("redirect_page"),
        key=lambda one: (spellings.index(one.old_path), one.site_id is None),
    )
    return by_exactness[0] if by_exactness else None


def spellings_of(address: str) -> list[str]:
    """How an old address may be kept, the most exact first: with its question or without, its
    letters written out or not, as one reads it in Vietnamese or in another language.
    """
    whole = Redirect.normalise_path(address, decode_unicode=False)
    bare = Redirect.normalise_path(urlsplit(address).path, decode_unicode=False)
    written = [way(one) for one in (whole, bare) for way in (uri_to_iri, unquote, str)]
    ours = [without_language(one) for one in written]
    kept = [*ours, *[prefix + one for prefix in PREFIXES for one in ours]]
    return list(dict.fromkeys(one for one in kept if "\0" not in one))


def without_language(path: str) -> str:
    for prefix in PREFIXES:
        if path == prefix or path.startswith((f"{prefix}/", f"{prefix}?")):
            rest = path.removeprefix(prefix)
            return rest if rest.startswith("/") else f"/{rest}"
    return path


def target_of(redirect: Redirect, request: HttpRequest) -> str | None:
    """Where it leads; nowhere, if to a page that is not published or round in circles."""
    if redirect.redirect_page is None:
        return None if leads_round(redirect) else redirect.redirect_link or None
    page = redirect.redirect_page.specific_deferred  # Which knows its address in each language.
    address = page.get_url(request) if page.live else None
    if not address or urlsplit(address).path.rstrip("/") == request.path.rstrip("/"):
        return None
    route = redirect.redirect_page_route_path
    has_route = route and route in page.get_route_paths()
    return address.rstrip("/") + route if has_route else address


def leads_round(redirect: Redirect, link: str = "") -> bool:
    """Whether who follows comes back to where she was, or goes on without end."""
    others = Redirect.objects.exclude(pk=redirect.pk) if redirect.pk else Redirect.objects.all()
    seen, link = {redirect.old_path}, link or redirect.redirect_link
    for _hop in range(MOST_HOPS):
        paths = paths_here(link)
        if seen & paths:
            return True
        seen |= paths
        onwards = others.filter(old_path__in=paths).first() if paths else None
        if onwards is None or not onwards.redirect_link:
            return False
        link = onwards.redirect_link
    return True


def paths_here(link: str) -> set[str]:
    """How redirects may keep the path of a link to this portal; none of one that leads away."""
    parts = urlsplit(link)
    sites = Site.objects.values_list("hostname", flat=True)
    if parts.hostname not in {None, urlsplit(settings.SITE_URL).hostname, *sites}:
        return set()
    return set(spellings_of(parts._replace(scheme="", netloc="").geturl()))
