"""Where an administrator helps a colleague whose telephone is lost."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.accounts.models import User
from portal.common.workflow import StepRefused
from services.signin.staff.actions import MAY_RESET, reset_second_factor
from services.signin.staff.proof import owned_factors


def reset(request, pk: int):
    """Ask once more, then take the second factor away. Whoever asks has just confirmed herself."""
    if not request.user.has_perm(MAY_RESET):
        raise PermissionDenied
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        return reset_and_tell(request, person)
    context = {"person": person, "has_factor": bool(owned_factors(person))}
    return render(request, "mfa/desk_reset.html", context)


def reset_and_tell(request, person: User):
    try:
        reset_second_factor(person, by=request.user)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("%(person)s sets up a new second factor at the next sign-in.")
        messages.success(request, done % {"person": person})
    return redirect("wagtailusers_users:edit", person.pk)
