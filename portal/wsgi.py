"""The door for the production server."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from portal.pages_cache.doorkeeper import Doorkeeper


def settle() -> None:
    """What is loaded by now stays, so nobody looks through it for rubbish again."""
    gc.collect()
    gc.freeze()
    # A page leaves some hundred objects that only this finds; it looks after about as many pages.
    gc.set_threshold(50_000, 20, 50)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = Doorkeeper(get_wsgi_application(), megabytes=settings.PAGES_CACHE_MB)
# Read the map of the site before the first visitor asks for it.
get_resolver().url_patterns  # noqa: B018
settle()
