"""The rooms in which somebody sees and changes how she is known, reached and signed in."""

from allauth.account import views
from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.signin import actions
from services.signin.addresses import present_address
from services.signin.devices import devices_of
from services.signin.forms import ProfileForm
from services.signin.models import VerifiedIdentity
from services.signin.presence import Presence, presence_required
from services.signin.views import ask_for_code
from services.signin.vneid.app import is_offered


@login_required
@never_cache
def profile(request):
    """Who she is to us, with ways to change it."""
    known = {"name": request.user.name, "language": request.user.language}
    form = ProfileForm(request.POST or None, initial=known)
    if form.is_valid():
        actions.correct_profile(request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account_profile")
    return render(request, "account/profile.html", {"form": form, "has_sms": settings.HAS_SMS})


@login_required
@never_cache
def security(request):
    """How she signs in, and where she is signed in."""
    facts = {
        "has_password": request.user.has_usable_password(),
        "has_vneid": is_offered(),
        "identity": VerifiedIdentity.objects.filter(user=request.user).first(),
        "devices": devices_of(request.user, request),
    }
    return render(request, "account/security.html", facts)


@login_required
@never_cache
def devices(request):
    """Where she is signed in; each can be ended, and all others at once."""
    if request.method == "POST":
        sessions = UserSession.objects.filter(user=request.user)
        if request.POST.get("all") == "others":
            chosen = sessions.exclude(session_key=request.session.session_key)
        else:
            chosen = sessions.filter(pk=as_number(request.POST.get("device")))
        end_sessions(request, list(chosen))
        messages.success(request, _("Signed out there."))
        return redirect("usersessions_list")
    return render(
        request, "usersessions/devices.html", {"devices": devices_of(request.user, request)}
    )


def as_number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


@login_required
@never_cache
def prove(request):
    """Asks, before something important, for a code sent to the address known until now."""
    address = present_address(request.user)
    if address is None:
        raise Http404
    presence = Presence(request)
    if presence.state is None or request.POST.get("action") == "send":
        return send_proof(request, presence, address)
    return ask_for_code(request, presence, request.get_full_path(), "account/prove.html", go_on)


def send_proof(request, presence: Presence, address):
    if request.method == "POST":
        presence.begin(address)
        return redirect(request.get_full_path())
    return render(request, "account/prove_start.html", {"address": address})


def go_on(request, presence: Presence):
    presence.finish()
    return redirect(get_next_redirect_url(request) or "account_profile")


change_email = presence_required(views.email)


def with_sms(view):
    """A room that exists only where SMS are sent."""

    def found(request, *args, **kwargs):
        if not settings.HAS_SMS:
            raise Http404
        return view(request, *args, **kwargs)

    return found


@with_sms
@presence_required
def change_phone(request):
    return views.change_phone(request)


@with_sms
@login_required
def verify_phone(request):
    """The code that confirms a new number; who is done goes on to what is known of her."""
    response = views.verify_phone(request)
    is_done = response.status_code == 302 and response.url == reverse("account_change_phone")
    return redirect("account_profile") if is_done else response


@method_decorator(rate_limit(action="change_password"), name="dispatch")
class ChoosePasswordView(views.PasswordSetView):
    """A new password without the old one, for whoever has just proven who she is otherwise."""

    def dispatch(self, request, *args, **kwargs):
        return super(views.PasswordSetView, self).dispatch(request, *args, **kwargs)


choose_password = presence_required(ChoosePasswordView.as_view())
