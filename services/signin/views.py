"""Signing in and opening an account, where it differs from allauth's own."""

from allauth.account import views
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.signin.addresses import Address
from services.signin.forms import CodeForm, ForgottenForm, SignUpForm
from services.signin.signup import SignUp, begin_signup
from services.signin.tries import spend_letter


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


class ForgottenView(views.LoginView):
    """A code instead of the password, and then a new password."""

    template_name = "account/forgotten.html"

    def get_form_class(self):
        return ForgottenForm

    def get_success_url(self):
        return reverse("account_set_password")


class ConfirmLoginCodeView(views.ConfirmLoginCodeView):
    """allauth's, which sends a second code alike to those who have an account and who have none."""

    def _resend_form_valid(self, form):
        state = self._process.state
        spend_letter(self.request, Address(state.get("email") or state["phone"]))
        self._process.send()
        self._process.record_resend()
        self._process.persist()
        messages.info(self.request, _("We have sent a new code."))
        return redirect(self.request.get_full_path())


class SignUpView(views.SignupView):
    """Opens an account once its address is confirmed, and not before."""

    form_class = SignUpForm

    def get_initial(self):
        return {}

    def form_valid(self, form):
        facts = form.cleaned_data
        begin_signup(
            self.request,
            address=facts["login"],
            name=facts["name"],
            password=facts["password1"],
        )
        return redirect(self.passthrough_next_url(reverse("account_confirm_signup")))


@never_cache
def confirm_signup(request):
    """The code that confirms the address of an account to be."""
    again = passthrough_next_redirect_url(request, reverse("account_signup"), "next")
    return ask_for_code(request, SignUp(request), again, "account/confirm_signup.html", open_up)


def open_up(request, signup: SignUp):
    try:
        response = signup.finish(get_next_redirect_url(request))
    except ImmediateHttpResponse as answer:
        return answer.response
    if response is None:
        messages.error(request, _("This address has an account already. Sign in with it."))
        return redirect("account_login")
    return response


def ask_for_code(request, awaited, again: str, template: str, done):
    """Ask for the code that was sent; `done(request, awaited)` answers when it is right."""
    if awaited.state is None:
        return redirect(again)
    if request.POST.get("action") == "resend" and awaited.can_resend:
        awaited.resend()
        messages.info(request, _("We have sent a new code."))
        return redirect(request.get_full_path())
    form = CodeForm(request.POST or None, awaited=awaited)
    if form.is_valid():
        return done(request, awaited)
    if awaited.is_spent:
        awaited.end()
        messages.error(request, _("That was wrong too often. Ask for a new code."))
        return redirect(again)
    facts = {"form": form, "address": awaited.address, "can_resend": awaited.can_resend}
    return render(request, template, facts | {"again": again})
