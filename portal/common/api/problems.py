"""What the API says when something is wrong: RFC 9457 problem details, in words."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core import exceptions as django
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, renderers, serializers
from rest_framework.fields import get_error_detail
from rest_framework.response import Response
from rest_framework.settings import api_settings

from portal.common.limits import TooMany
from portal.common.workflow import StepRefused

TITLES = {
    400: _("The request is not right"),
    401: _("Sign-in needed"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("This address does not do that"),
    406: _("No such format here"),
    409: _("Not possible now"),
    413: _("Too much at once"),
    415: _("This format is not read here"),
    429: _("Too many requests"),
}
WHOLE = {api_settings.NON_FIELD_ERRORS_KEY, NON_FIELD_ERRORS}


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = _("You sent more than one request may carry.")
    default_code = "too_large"


class NotNow(exceptions.APIException):
    status_code = HTTPStatus.CONFLICT
    default_code = "not_now"


class ProblemRenderer(renderers.JSONRenderer):
    media_type = "application/problem+json"
    format = "problem"


class ProblemErrorSerializer(serializers.Serializer):
    field = serializers.CharField(help_text=_("Empty when it concerns the whole request."))
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """What the schema says of every answer that is not a success."""

    type = serializers.CharField(default="about:blank")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemErrorSerializer(many=True, required=False)  # type: ignore[assignment]


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error a client can understand; None for our own mistakes."""
    known = _known(error)
    if known is None:
        return None
    request = context["request"]
    request.accepted_renderer = ProblemRenderer()
    request.accepted_media_type = ProblemRenderer.media_type
    return Response(_problem(known), status=known.status_code, headers=_headers(known))


def _known(error: Exception) -> exceptions.APIException | None:
    """The API's own word for an error."""
    match error:
        case exceptions.APIException():
            return error
        case Http404():
            return exceptions.NotFound()
        case django.PermissionDenied():
            return exceptions.PermissionDenied()
        case django.ValidationError():
            return exceptions.ValidationError(get_error_detail(error))
        case TooMany():
            return exceptions.Throttled(wait=error.retry_after)
        case StepRefused():
            return NotNow(str(error))
        case django.RequestDataTooBig() | django.TooManyFilesSent() | django.TooManyFieldsSent():
            return TooLarge()
        case django.SuspiciousOperation() | django.BadRequest():
            return exceptions.ParseError()
    return None


def _problem(error: exceptions.APIException) -> dict[str, Any]:
    problem = {
        "type": "about:blank",
        "title": TITLES.get(error.status_code) or HTTPStatus(error.status_code).phrase,
        "status": error.status_code,
    }
    if isinstance(error.detail, str):
        return problem | {"detail": error.detail}
    errors = [{"field": field, "detail": detail} for field, detail in _errors(error.detail)]
    return problem | {"detail": _("Please correct what “errors” lists."), "errors": errors}


def _errors(detail: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence in a nest of errors, with the path of its field: photos.2, place.lat."""
    if isinstance(detail, str):
        yield field, detail
    elif isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _errors(inner, field if name in WHOLE else f"{field}.{name}".strip("."))
    else:
        for number, inner in enumerate(detail):
            yield from _errors(inner, field if isinstance(inner, str) else f"{field}.{number}")


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
