"""VNeID's doors: to it and back, what it said, and one's own link to it."""

from urllib.parse import urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal.flows.signup import (
    clear_pending_signup,
    complete_social_signup,
    get_pending_signup,
)
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from portal.common.workflow import StepRefused
from services.signin.addresses import present_address
from services.signin.models import VerifiedIdentity
from services.signin.presence import presence_required
from services.signin.vneid import actions, outcomes
from services.signin.vneid.app import PROVIDER
from services.signin.vneid.doors import offered, spend_one
from services.signin.vneid.handshake import Handshake
from services.signin.vneid.identities import unseal


@offered
@never_cache
@require_http_methods(["GET", "POST"])
def start(request):
    """To VNeID: to sign in, or, certain to be oneself, to link it to one's own account."""
    return (presence_required(leave) if request.user.is_authenticated else leave)(request)


def leave(request):
    """What will happen, and then on to VNeID."""
    if request.method == "POST":
        spend_one(request, "start")
        clear_pending_signup(request)  # Whoever begins anew is done with what came in before.
        provider = get_adapter(request).get_provider(request, PROVIDER)
        return provider.redirect_from_request(request)
    page = render(
        request, "socialaccount/login.html", {"next": get_next_redirect_url(request) or ""}
    )
    return allow_form_to_leave(page)


def allow_form_to_leave(page):
    """Let the form lead to VNeID, and on to its other hosts: browsers check a form's answer too."""
    issuer = urlsplit(settings.VNEID_ISSUER)
    page._csp_update = {"form-action": ["https:", f"{issuer.scheme}://{issuer.netloc}"]}
    return page


class Callback(OAuth2CallbackView):
    """allauth's, which also takes up the nonce, and what else was set aside at the start."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except OAuth2Error as error:  # Even the addresses to ask could not be learnt.
            return render_authentication_error(
                request, self.adapter.get_provider(), exception=error, extra_context={"state": {}}
            )

    def _get_state(self, request, provider):
        state, answer = super()._get_state(request, provider)
        if state:
            translation.activate(state["language"])
        if request.GET.get("error") == self.adapter.login_cancelled_error:
            return None, outcomes.cancelled(request)  # With its state or without: nothing is open.
        if state is None:
            return state, answer
        if state["user"] != request.user.pk:
            return None, outcomes.stale(request)
        if request.GET.get("iss", settings.VNEID_ISSUER) != settings.VNEID_ISSUER:
            return None, outcomes.refused(request)
        self.adapter.nonce = state["nonce"]
        return state, None


@offered
@never_cache
@require_GET
def callback(request):
    """Back from VNeID, with a code for our eyes only."""
    spend_one(request, "callback")
    return Callback.adapter_view(Handshake(request, PROVIDER))(request)


@offered
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request):
    """What VNeID says of somebody new here; an account is opened when she says yes."""
    login = get_pending_signup(request)
    identity = unseal(login.state["identity"]) if login else None
    if identity is None or request.user.is_authenticated:
        clear_pending_signup(request)
        return redirect("account_login")
    if request.method == "GET":
        return render(request, "socialaccount/signup.html", {"identity": identity})
    clear_pending_signup(request)
    if "cancel" in request.POST:
        return outcomes.cancelled(request)
    return open_account(request, login, identity)


def open_account(request, login, identity):
    """Open the account and let its owner in by allauth's usual steps."""
    try:
        login.account = actions.open_account(identity, language=request.LANGUAGE_CODE)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("account_login")
    login.user = login.account.user
    return complete_social_signup(request, login)


@offered
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def connections(request):
    """One's own link to VNeID, and how to take it away."""
    if request.method == "POST":
        return unlink(request)
    facts = {
        "identity": VerifiedIdentity.objects.filter(user=request.user).first(),
        "has_another_way_in": present_address(request.user) is not None,
    }
    return render(request, "socialaccount/connections.html", facts)


@presence_required
def unlink(request):
    try:
        actions.unlink(request.user)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("VNeID is no longer linked to your account."))
    return redirect("socialaccount_connections")
