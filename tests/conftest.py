"""What every test may ask for."""

import uuid

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation

pytest_plugins = [
    "tests.people",
    "tests.worker",
    "tests.sms_gateway",
    "tests.site",
    "tests.browser",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that empty the database when they end come last: the others need its first rows."""
    items.sort(key=empties_the_database)


def empties_the_database(item: pytest.Item) -> bool:
    names = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    return bool(names) or bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def in_vietnamese():
    """Each test begins in Vietnamese, whatever page the one before it read in English."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def own_allowance(monkeypatch):
    """Each test counts for itself: no limit is used up by the one before it, or beside it."""
    prefix = uuid.uuid4().hex
    monkeypatch.setattr(caches["default"], "key_prefix", prefix)
    monkeypatch.setitem(settings.CACHES["default"], "KEY_PREFIX", prefix)  # For other threads.
