"""The portal as processes that a test starts see it: as it runs, with the tests' own texts."""

import os

from portal.settings import *  # noqa: F403
from portal.settings import BASE_DIR, CACHES, INSTALLED_APPS, REDIS_URL, TEMPLATES

TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")
INSTALLED_APPS.append("tests")  # For tests/messages.py.
# Where the test that started it says so, they count and remember together.
if "TEST_CACHE_PREFIX" in os.environ:
    CACHES["default"]["KEY_PREFIX"] = os.environ["TEST_CACHE_PREFIX"]
    if not REDIS_URL:
        CACHES["default"]["LOCATION"] = os.environ["TEST_CACHE_FOLDER"]
