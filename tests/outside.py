"""The portal as processes that a test starts see it: as it runs, with the tests' own texts."""

from portal.settings import *  # noqa: F403
from portal.settings import BASE_DIR, TEMPLATES

TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")
