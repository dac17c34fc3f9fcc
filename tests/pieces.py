"""Pieces of pages are kept until something is published, as on a real portal; tests keep none."""

from django.conf import settings

LOCMEM = "django.core.cache.backends.locmem.LocMemCache"


def caches_that_keep() -> dict[str, dict]:
    """The tests' caches, with one that keeps pieces in this process."""
    return settings.CACHES | {"fragments": {"BACKEND": LOCMEM, "LOCATION": "fragments"}}
