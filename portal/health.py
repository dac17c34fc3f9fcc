"""Whether the portal lives, and whether it can do its work: for load balancers and watchmen."""

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.jobs.watch import Condition, condition

logger = logging.getLogger(__name__)


@require_safe
@cache_control(no_store=True)
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; asks nobody else."""
    return JsonResponse({"status": "ok"})


@require_safe
@cache_control(no_store=True)
def ready(request: HttpRequest) -> JsonResponse:
    """Whether each part the portal needs does its work, and in time; 503 when one does not."""
    database = word_of(database_answers)
    parts = {
        "database": database,
        "cache": word_of(cache_remembers),
        "worker": word_of(condition) if database == Condition.OK else Condition.DOWN,
    }
    is_ready = set(parts.values()) == {Condition.OK}
    answer = {"status": "ok" if is_ready else "unavailable", **parts}
    return JsonResponse(answer, status=200 if is_ready else 503)


def word_of(check: Callable[[], Condition]) -> Condition:
    """The check's answer; a failure of any kind is “down”, told to the log and not to the world."""
    try:
        return check()
    except Exception as error:  # Drivers fail in more ways than can be listed.
        logger.warning("%s: %s", check.__name__, type(error).__name__)
        return Condition.DOWN


def database_answers() -> Condition:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return Condition.OK if cursor.fetchone() == (1,) else Condition.DOWN


def cache_remembers() -> Condition:
    key = f"readyz-{secrets.token_hex(8)}"
    cache.set(key, key, timeout=10)
    remembers = cache.get(key) == key
    cache.delete(key)
    return Condition.OK if remembers else Condition.DOWN
