"""The portal as processes that a test starts see it: as it runs, with the tests' own texts."""

from portal.settings import *  # noqa: F403
from portal.settings import BASE_DIR, INSTALLED_APPS, TEMPLATES

TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")
INSTALLED_APPS.append("tests")  # For tests/messages.py.
