"""Whether the portal lives, and whether it can do its work: for load balancers and watchmen."""

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.jobs.models import Heartbeat

logger = logging.getLogger(__name__)


@require_safe
@cache_control(no_store=True)
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; asks nobody else."""
    return JsonResponse({"status": "ok"})


@require_safe
@cache_control(no_store=True)
def ready(request: HttpRequest) -> JsonResponse:
    """Whether each part the portal needs does its work; 503 when one does not."""
    database = works(database_answers)
    parts = {
        "database": database,
        "cache": works(cache_remembers),
        "worker": database and works(worker_lives),  # Its heartbeat is a row.
    }
    is_ready = all(parts.values())
    words = {name: "ok" if part else "down" for name, part in parts.items()}
    answer = {"status": "ok" if is_ready else "unavailable", **words}
    return JsonResponse(answer, status=200 if is_ready else 503)


def works(check: Callable[[], bool]) -> bool:
    """The check's answer; a failure of any kind is a no, told to the log and not to the world."""
    try:
        return check()
    except Exception as error:  # Drivers fail in more ways than can be listed.
        logger.warning("%s: %s", check.__name__, type(error).__name__)
        return False


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def cache_remembers() -> bool:
    key = f"readyz-{secrets.token_hex(8)}"
    cache.set(key, key, timeout=10)
    remembers = cache.get(key) == key
    cache.delete(key)
    return remembers


def worker_lives() -> bool:
    return Heartbeat.objects.fresh().exists()
