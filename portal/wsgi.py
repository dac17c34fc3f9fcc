"""The door for the production server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
# Read the map of the site before the first visitor asks for it.
get_resolver().url_patterns  # noqa: B018
