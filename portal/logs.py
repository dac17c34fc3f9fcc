"""What the portal writes about its own running: one line a request, and nobody's data.

A request is named by its route, not its address: addresses carry codes, keys and questions.
"""

import logging
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

EVERY_LINE = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
ENDINGS = {
    "json": [
        structlog.processors.format_exc_info,  # As text: without the values of local variables.
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
    "plain": [
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    ],
}

lines = logging.getLogger("portal.requests")
logger = structlog.get_logger(lines.name)


def configuration(ending: str, level: str) -> dict:
    """Django's LOGGING, in which our lines and every library's look alike."""
    structlog.configure(
        processors=[*EVERY_LINE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": EVERY_LINE,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *ENDINGS[ending],
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            # The request's own line tells of a 404; only a crash needs a second one.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "ERROR"},
            "django_tasks": {"level": "WARNING"},
        },
    }


class RequestLineMiddleware:
    """Writes one line for each request, under a number that its other lines share."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        with bound_contextvars(request_id=uuid.uuid4().hex):
            response = self.get_response(request)
            route = request.resolver_match.route if request.resolver_match else None
            note_request(str(request.method), route, response.status_code, started)
        return response


def note_request(method: str, route: str | None, status: int, started: float) -> None:
    """The line of one request, which began at this count of `time.perf_counter`."""
    if lines.isEnabledFor(logging.INFO):
        ms = round((time.perf_counter() - started) * 1000)
        logger.info("request", method=method, route=route, status=status, ms=ms)
