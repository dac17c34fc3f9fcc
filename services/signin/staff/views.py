"""The pages of the second factor, where they differ from allauth's own."""

from urllib.parse import quote

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.internal.flows.add import redirect_if_add_not_allowed
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic.edit import FormView

from portal.security import STAFF_PREFIX
from services.signin.staff.proof import FACTORS, is_obligatory, owned_factors
from services.signin.staff.stepup import EXPORT_PARAMETER
from services.signin.staff.totp import spend

Type = Authenticator.Type
FEW_CODES = 3  # So many or fewer left: time for new ones.

unsaved = method_decorator(never_cache, name="dispatch")


def owned_by(user, *types: str):
    return Authenticator.objects.filter(user=user, type__in=types)


class Index(base.IndexView):
    """What this person has, and what she may add or has to."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        codes = context["authenticators"].get(Type.RECOVERY_CODES)
        left = len(codes.get_unused_codes()) if codes else 0
        return context | {
            "is_obligatory": is_obligatory(self.request.user),
            "is_officer": self.request.user.is_staff,
            "has_factor": bool(FACTORS & set(context["authenticators"])),
            "codes_left": left,
            "are_few": left <= FEW_CODES,
        }


@method_decorator(redirect_if_add_not_allowed, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
@unsaved
class ActivateTOTP(totp.ActivateTOTPView):
    """Also for a new telephone: its app takes the place of the old one, which stops at once."""

    def dispatch(self, request, *args, **kwargs):
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        replaces = owned_by(self.request.user, Type.TOTP).exists()
        return super().get_context_data(**kwargs) | {"replaces": replaces}

    @transaction.atomic
    def form_valid(self, form):
        owned_by(self.request.user, Type.TOTP).delete()
        response = super().form_valid(form)
        added = owned_by(self.request.user, Type.TOTP).get()
        spend(added, form.cleaned_data["code"])
        post_authentication(self.request, added)  # She has just shown it.
        return response


class AddPasskey(webauthn.AddWebAuthnView):
    """A key that also signs in by itself, so the device has to ask who holds it."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}}

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        added = owned_by(self.request.user, Type.WEBAUTHN).latest("pk")
        post_authentication(self.request, added)
        return response


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Refused, with a sentence, where it is an officer's last."""

    def form_valid(self, form):
        passkey = self.get_object()
        if not get_adapter().can_delete_authenticator(passkey):
            refusal = get_adapter().validation_error("cannot_delete_authenticator")
            messages.error(self.request, refusal.message)
            return HttpResponseRedirect(self.success_url)
        return super().form_valid(form)


class ConfirmByPasskey(webauthn.ReauthenticateWebAuthnView):
    """A key that did not fit is said here, and may be tried again here."""

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form))


class Authenticate(base.AuthenticateView):
    """The second step of signing in, for what this person has."""

    def get_context_data(self, **kwargs):
        owned = set(owned_factors(self.stage.login.user).values())
        has = {"has_app": Type.TOTP in owned, "has_passkey": Type.WEBAUTHN in owned}
        return super().get_context_data(**kwargs) | has


@unsaved
class RecoveryCodes(recovery_codes.ViewRecoveryCodesView):
    """Shown once, and kept by no browser."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lines = "".join(f"{code}\n" for code in context["unused_codes"])
        file = f"data:text/plain;charset=utf-8,{quote(lines)}"
        return context | {"is_officer": self.request.user.is_staff, "codes_file": file}


@require_safe
@login_required
def fetch(request):
    """The page from which a file comes down by itself, once the officer has confirmed."""
    file = request.GET.get("file", "")
    is_ours = url_has_allowed_host_and_scheme(file, None) and file.startswith(STAFF_PREFIX)
    if not is_ours:
        raise PermissionDenied
    return render(request, "mfa/fetch.html", {"file": file, "back": without_export(file)})


def without_export(file: str) -> str:
    """The list from which the file was asked."""
    path, _, query = file.partition("?")
    asked = QueryDict(query, mutable=True)
    asked.pop(EXPORT_PARAMETER, None)
    return f"{path}?{asked.urlencode()}" if asked else path
