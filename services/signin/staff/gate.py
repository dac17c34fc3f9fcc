"""The door of /quan-tri/: it opens to officers who have shown their second factor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from services.signin.staff.answers import lead_to, way_back, where_to_confirm
from services.signin.staff.proof import Standing, is_in_staff_area, standing

OPEN = {"wagtailadmin_logout"}  # One may always leave.


class SecondFactorMiddleware:
    """Stands before every view under /quan-tri/, whoever wrote it; at most one query.

    Who is not signed in, or does not work here, is Wagtail's to turn away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if not settings.STAFF_SECOND_FACTOR or not is_in_staff_area(request):
            return None
        if request.resolver_match.view_name in OPEN or not request.user.is_staff:
            return None
        match standing(request):
            case Standing.PROVED:
                return None
            case Standing.WITHOUT:
                return lead_to(request, reverse("mfa_index"), back=way_back(request))
            case _:
                return lead_to(request, where_to_confirm(request), back=way_back(request))
