"""What is asked at VNeID's doors before anything else."""

from datetime import timedelta
from functools import wraps

from django.http import Http404

from portal.common.limits import spend
from services.signin.vneid.app import is_offered

TRIES = 60  # From one address, behind which a whole street may sit.
WINDOW = timedelta(minutes=10)


def offered(view):
    """A door that is not there unless VNeID is configured."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not is_offered():
            raise Http404
        return view(request, *args, **kwargs)

    return door


def spend_one(request, what: str) -> None:
    """Count a try; each of them makes us ask VNeID."""
    spend(request, f"vneid.{what}", allowed=TRIES, per=WINDOW)
