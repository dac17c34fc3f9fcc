"""What a phone keeps so that the form for a report opens without network: the worker at /sw.js,
which knows what to keep, and the page for everything else."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from portal.security import STAFF_PREFIX

SCRIPT = "portal/js/sw.js"
FILES = [
    "portal/css/portal.css",
    "portal/js/portal.js",
    "portal/js/report.js",
    "portal/js/queue.js",
    "portal/fonts/be-vietnam-pro-400-latin.woff2",
    "portal/fonts/be-vietnam-pro-400-vietnamese.woff2",
    "portal/fonts/be-vietnam-pro-700-latin.woff2",
    "portal/fonts/be-vietnam-pro-700-vietnamese.woff2",
    "portal/img/chevron.svg",
    "portal/img/eave.svg",
    "portal/img/favicon.svg",
    "portal/img/skyline.svg",
]
PAGES = ["reports:submit", "reports:waiting", "offline"]


@gzip_page
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, told which version of which files and pages to keep; it serves the whole site."""
    version, script = built.__wrapped__() if settings.DEBUG else built()
    body = f"const SHELL = {json.dumps(shell(version))};\n{script}"
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


def shell(version: str) -> dict[str, object]:
    """What to keep, by address; pages in a second language are kept once they were opened."""
    first = pages_in(settings.LANGUAGE_CODE)
    return {
        "version": version,
        "static": static("portal/"),
        "staff": STAFF_PREFIX,
        "files": [static(name) for name in FILES],
        "pages": [path for code, _name in settings.LANGUAGES for path in pages_in(code)],
        "first": first,
        "offline": first[-1],
    }


def pages_in(language: str) -> list[str]:
    with override(language):
        return [reverse(name) for name in PAGES]


@lru_cache(maxsize=1)
def built() -> tuple[str, str]:
    """A word that changes with any of our files, and the worker's script."""
    script = Path(finders.find(SCRIPT))
    digest = hashlib.sha256()
    for file in sorted(script.parents[1].rglob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16], script.read_text(encoding="utf-8")


@gzip_page
@require_safe
def no_network(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")
