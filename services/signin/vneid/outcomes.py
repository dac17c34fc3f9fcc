"""How a talk with VNeID may end: each with a sentence and a way on."""

from http import HTTPStatus

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.common.workflow import StepRefused
from services.signin.vneid import actions


def linked(request, identity):
    """Back on the page of one's own links, with what became of it."""
    try:
        actions.link(request.user, identity)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Linked. From now on you may sign in with VNeID."))
    return redirect("socialaccount_connections")


def cancelled(request):
    """Back to where it began; nothing happened."""
    messages.info(request, _("You stopped at VNeID. Nothing was changed."))
    is_linking = request.user.is_authenticated
    return redirect("socialaccount_connections" if is_linking else "account_login")


def unanswered(request):
    return fault(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("VNeID does not answer just now"),
        text=_("This is not your doing. Try again in a few minutes, or sign in another way."),
    )


def stale(request):
    return fault(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("Please begin again"),
        text=_("This sign-in with VNeID was already used, or it took too long."),
    )


def refused(request):
    return fault(
        request,
        HTTPStatus.UNAUTHORIZED,
        title=_("VNeID could not confirm who you are"),
        text=_("For your safety nothing was changed. Begin again, or sign in another way."),
    )


def fault(request, status: HTTPStatus, **words: str):
    context = {"code": status.value, **words}
    return render(request, "socialaccount/authentication_error.html", context, status=status)
