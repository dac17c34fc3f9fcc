"""Pages for when something went wrong, in words and with a way forward."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def csrf_failure(request, reason=""):
    """The form was open too long or cookies are off: say so, and offer to try again."""
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def bad_request(request, exception):
    """What arrived damaged, or was more than one form may carry."""
    too_much = isinstance(exception, TOO_MUCH)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_much else HTTPStatus.BAD_REQUEST
    return render(request, "413.html" if too_much else "400.html", status=status)
