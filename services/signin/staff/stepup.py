"""What an officer confirms anew: whatever leaves the house or cannot be brought back."""

from collections.abc import Callable
from fnmatch import fnmatchcase

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, reverse
from django.utils.http import urlencode

from services.signin.staff.answers import lead_to, where_to_confirm
from services.signin.staff.proof import confirmed_lately, is_in_staff_area

# Views under /quan-tri/ by their names. Whoever names a new one so is asked without doing more.
DELETES = ("*delete*", "second_factor_reset")
EXPORTS = ("*export*", "*download*")

# Views that do several things: the argument that says which, and what of it is asked.
DOES = {
    "wagtail_bulk_action": ("action", {"delete"}),
    "wagtailadmin_api:pages:action": ("action_name", {"delete"}),
}

# Every list and report of Wagtail's becomes a file by this parameter.
EXPORT_PARAMETER = "export"

# Named like one of the above, and not asked; each with its reason.
EXEMPT = {
    "wagtailimages:delete_upload_multiple": "Forgets an upload that was never kept.",
    "wagtaildocs:delete_upload_multiple": "Forgets an upload that was never kept.",
    "desk_report_photo_delete": "Declines a picture that a resident added and nobody was shown.",
}


class StepUpMiddleware:
    """Asks for the second factor (or the password of who has none) unless it was just shown.

    A question is answered on its own page and leads back to where she was; nothing that was sent
    before it is carried out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if not settings.STAFF_STEP_UP or not is_in_staff_area(request):
            return None
        if not request.user.is_staff or not is_asked(request) or confirmed_lately(request):
            return None
        return lead_to(request, where_to_confirm(request), back=onwards(request))


def is_asked(request: HttpRequest) -> bool:
    return is_export(request) or deletes(request.resolver_match)


def is_export(request: HttpRequest) -> bool:
    return EXPORT_PARAMETER in request.GET or named(request.resolver_match, EXPORTS)


def deletes(match: ResolverMatch) -> bool:
    if match.view_name in DOES:
        argument, asked = DOES[match.view_name]
        return match.kwargs[argument] in asked
    return named(match, DELETES)


def named(match: ResolverMatch, patterns: tuple[str, ...]) -> bool:
    name = match.view_name
    return name not in EXEMPT and any(fnmatchcase(name, pattern) for pattern in patterns)


def onwards(request: HttpRequest) -> str:
    """The same address: a question before deleting is asked again; a file by way of a page,
    because a browser that is handed one goes on showing the page before it."""
    path = request.get_full_path()
    if is_export(request):
        return f"{reverse('staff_fetch')}?{urlencode({'file': path})}"
    return path
