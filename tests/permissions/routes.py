"""Every route of the site, read from the URL configuration itself."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern


@dataclass(frozen=True)
class Route:
    """One address pattern that leads to a view."""

    name: str  # With its namespaces; empty, where the pattern has none.
    pattern: str
    arguments: tuple[str, ...]


def all_routes() -> dict[str, Route]:
    """Every route by its name; by its pattern, where it has no name or shares one."""
    found = list(walk(get_resolver().url_patterns))
    shared = Counter(route.name for route in found)
    return {
        route.name if route.name and shared[route.name] == 1 else route.pattern: route
        for route in found
    }


def walk(patterns, prefix: str = "", above: tuple[str, ...] = (), taken=()) -> Iterator[Route]:
    for part in patterns:
        pattern = prefix + text_of(part)
        arguments = (*taken, *arguments_of(part.pattern))
        if isinstance(part, URLResolver):
            inside = (*above, part.namespace) if part.namespace else above
            yield from walk(part.url_patterns, pattern, inside, arguments)
        else:
            name = ":".join((*above, part.name)) if part.name else ""
            yield Route(name, pattern, arguments)


def text_of(part: URLPattern | URLResolver) -> str:
    """The pattern as written; a language before it shows the same routes in other words."""
    return "" if isinstance(part.pattern, LocalePrefixPattern) else str(part.pattern)


def arguments_of(pattern) -> tuple[str, ...]:
    if isinstance(pattern, RoutePattern):
        return tuple(pattern.converters)
    if isinstance(pattern, LocalePrefixPattern):
        return ()
    return tuple(re.compile(str(pattern)).groupindex)
