"""The portal as tests see it: the same settings, a folder of their own, no waiting."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("LOG_FORMAT", "plain")
os.environ["EMAIL_URL"] = "memorymail://"

from portal.settings import *  # noqa: E402, F403
from portal.settings import CACHES, REDIS_URL, STORAGES  # noqa: E402

TEST_DIR = Path(tempfile.mkdtemp(prefix="soctrang-tests-"))
MEDIA_ROOT = TEST_DIR / "media"
if not REDIS_URL:
    CACHES["default"]["LOCATION"] = TEST_DIR / "cache"
STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
