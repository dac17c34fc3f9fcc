"""How a view says that everyone reads the same answer, and which questions it reads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

SHARED = "portal.pages_cache.shared"  # In the request's environ, which the doorkeeper sees too.

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Shared:
    """What a view said of its answer."""

    route: str | None
    reads: frozenset[str]


def share(request: HttpRequest, *reads: str) -> None:
    """Say that this answer is the same for everyone, whatever else but `reads` was asked."""
    match = request.resolver_match
    request.META[SHARED] = Shared(match.route if match else None, frozenset(reads))


def shared_with_all(*reads: str) -> Callable[[View], View]:
    """`@shared_with_all("page")`: everyone reads the same, page by page."""

    def mark(view: View) -> View:
        @wraps(view)
        def shared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            share(request, *reads)
            return view(request, *args, **kwargs)

        return shared

    return mark
