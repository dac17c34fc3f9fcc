"""The portal as tests see it: the same settings, a folder of their own, no waiting."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("LOG_FORMAT", "plain")
os.environ["EMAIL_URL"] = "memorymail://"

from portal.settings import *  # noqa: F403
from portal.settings import (
    BASE_DIR,
    CACHES,
    DATABASES,
    INSTALLED_APPS,
    REDIS_URL,
    STORAGES,
    TEMPLATES,
)

TEST_DIR = Path(tempfile.mkdtemp(prefix="soctrang-tests-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
MEDIA_ROOT = TEST_DIR / "media"
SMS_FOLDER = TEST_DIR / "sms"
DATABASES["default"]["CONN_MAX_AGE"] = 0  # Servers in threads leave no connection behind.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the portal itself: the worker and the browser's server are other threads.
    DATABASES["default"]["TEST"] = {"NAME": TEST_DIR / "portal.sqlite3"}
if not REDIS_URL:
    CACHES["default"]["LOCATION"] = TEST_DIR / "cache"
CACHES["fragments"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
CACHES["default"]["KEY_PREFIX"] = TEST_DIR.name  # Tests that run side by side share one Redis.
STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
STAFF_SECOND_FACTOR = False  # Each story's officers would show theirs; their own tests ask.
STAFF_STEP_UP = False
WHITENOISE_AUTOREFRESH = True  # No walk through every static file for each test client.
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")
INSTALLED_APPS.append("tests")  # For tests/messages.py.
