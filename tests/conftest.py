"""What every test may ask for."""

import gc
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from cms.alerts import current
from portal.pages_cache.edition import begin_edition

pytest_plugins = [
    "tests.readers",
    "tests.people",
    "tests.worker",
    "tests.sms_gateway",
    "tests.site",
    "tests.browser",
]


TESTS = Path(__file__).parent
LONG = {
    "test_account_pages.py",
    "test_an_articles_life.py",
    "test_desk_screens_are_accessible.py",
    "test_every_form_of_the_newsroom.py",
    "test_every_page.py",
    "test_hostile_words.py",
    "test_keyboard_alone.py",
    "test_killed_web.py",
    "test_killed_worker.py",
    "test_officers_at_once.py",
    "test_second_factor.py",
    "test_slow_phone.py",
    "test_slow_reader.py",
    "test_the_slip.py",
}


# The same on every database, besides what asks none: what a browser shows, who may enter, words
# and colours, what is drawn of a page, what another system may say.
ONCE = (
    "cms/alerts/test_cap.py",
    "cms/alerts/test_feed.py",
    "cms/answers/test_desk.py",
    "cms/answers/test_making.py",
    "cms/moving/",
    "cms/test_albums.py",
    "cms/test_blocks.py",
    "cms/test_body.py",
    "cms/test_checks.py",
    "cms/test_contacts.py",
    "cms/test_content_check.py",
    "cms/test_crafted.py",
    "cms/test_editors.py",
    "cms/test_elsewhere.py",
    "cms/test_english.py",
    "cms/test_feed.py",
    "cms/test_film_pages.py",
    "cms/test_films.py",
    "cms/test_foot.py",
    "cms/test_newsroom_words.py",
    "cms/test_pictures.py",
    "cms/test_preview.py",
    "cms/test_setup.py",
    "cms/test_sitemaps.py",
    "cms/test_two_pairs_of_eyes.py",
    "journeys/",
    "locale/",
    "permissions/",
    "portal/accounts/test_administration.py",
    "portal/assets/",
    "portal/test_serve.py",
    "portal/test_settings.py",
    "services/dossiers/test_workflow.py",
    "services/notifications/test_shipped_texts.py",
    "services/notifications/test_text_screens.py",
    "services/operations/test_every_door.py",
    "services/signin/test_nobody_learns.py",
    "services/signin/vneid/",
    "templates/",
    "test_house.py",
)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]):
    """Mark what is walked once, let pytest choose (`-m "not once"`), then put the long ones first.

    Tests that empty the database when they end come last: the others need its first rows. Of these
    the long ones begin, so that all processes end at about the same time.
    """
    for item in items:
        if item.get_closest_marker("browser") or is_one_of(ONCE, item) or asks_none(item):
            item.add_marker("once")
    yield
    items.sort(key=lambda item: (empties_the_database(item), item.path.name not in LONG))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was loaded by now stays until the end: looking through it for rubbish, again and again,
    took an eighth of the time.
    """
    gc.collect()
    gc.freeze()


def is_one_of(places: tuple[str, ...], item: pytest.Item) -> bool:
    return item.path.relative_to(TESTS).as_posix().startswith(places)


def asks_none(item: pytest.Item) -> bool:
    """Whether a test has no database at all."""
    names = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return not names and not item.get_closest_marker("django_db")


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


@pytest.fixture(autouse=True)
def nothing_to_warn_of(own_allowance):
    """Pages know that there is no alert, as after the page before; telling one ends that."""
    begin_edition()
    caches["default"].set(current.key(), [], None)
