"""Sign-in, where it differs from allauth's own."""

from allauth.account import views
from django.core.exceptions import PermissionDenied
from django.urls import reverse


def login(request, *args, **kwargs):
    """allauth's sign-in; but who is signed in and sent here by the officers' doors may not enter.

    allauth would send a signed-in resident back there, and they would send her here again.
    """
    wanted = request.GET.get("next", "")
    if wanted.startswith(reverse("wagtailadmin_home")) and is_stranger(request.user):
        raise PermissionDenied
    return views.login(request, *args, **kwargs)


def is_stranger(user) -> bool:
    """Whether somebody is signed in who does not work here."""
    return user.is_authenticated and not user.is_staff
