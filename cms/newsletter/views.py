"""Signing up for the news by e-mail, and changing one's mind, by links in letters."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.forms.feeds import COMMUNE, TOPIC
from cms.models import Subscription
from cms.newsletter import actions, links
from cms.newsletter.forms import SignUpForm, WishForm
from cms.newsletter.links import BadSignature, SignatureExpired
from cms.newsletter.wishes import in_words
from portal.common import acting
from portal.common.limits import spend, spend_by
from portal.common.masking import mask_email
from services.reports.doors import opened_now
from services.reports.views import by_link

ASKED_AN_HOUR = 20  # By one who asks, who may be a whole village hall.
LETTERS_A_DAY = 5  # To one address, whoever asks: nobody is pestered in our name.


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_up(request):
    """The same answer, whether or not the address gets the news already."""
    form = SignUpForm(*acting.sent(request), initial=begun_with(request))
    if form.is_bound:
        spend(request, "newsletter", allowed=ASKED_AN_HOUR, per=timedelta(hours=1))

    def ask(form: SignUpForm) -> Subscription:
        email = form.cleaned_data["email"]
        spend_by(email.lower(), "newsletter", allowed=LETTERS_A_DAY, per=timedelta(days=1))
        return actions.ask(email=email, wish=form.wish, language=get_language())

    def show(form: SignUpForm, *, status: int):
        return render(request, "cms/newsletter/sign_up.html", {"form": form}, status=status)

    return acting.act(form, ask, show=show, then=lambda _asked: redirect("cms:newsletter_sent"))


def begun_with(request) -> dict:
    """What the page chose that led here, and whoever signed in need not type."""
    chosen = {"topics": TOPIC, "communes": COMMUNE}
    asked = {name: request.GET.getlist(word) for name, word in chosen.items()}
    email = getattr(request.user, "email", "") or ""
    return asked | {"email": email, "opened": opened_now(request.user)}


@require_safe
@never_cache
def sent(request):
    return render(request, "cms/newsletter/sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request, token: str):
    """Looking changes nothing, as programs look at every link in a letter; pressing does."""
    try:
        question = links.question_of(token)
    except SignatureExpired:
        return render(request, "cms/newsletter/expired.html", status=410)
    except BadSignature as forged:
        raise Http404 from forged
    if question is None:
        raise Http404
    if request.method != "POST":
        context = {"wish": in_words(question.wish)}
        return render(request, "cms/newsletter/confirm.html", context)
    subscription = actions.confirm(question)
    messages.success(request, _("You get the news from now on."))
    return redirect("cms:newsletter_settings", links.token(subscription))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request, token: str):
    """What she wants to read, as it is now; or the way back, where it was stopped."""
    subscription = theirs_or_404(token)
    if not subscription.is_running:
        return stopped(request, token)

    def take(form: WishForm) -> None:
        actions.change(subscription, form.wish)
        messages.success(request, _("Saved. The next letter comes as you wish."))

    def show(form: WishForm, *, status: int):
        context = {"form": form, "token": token, "address": mask_email(subscription.email)}
        return render(request, "cms/newsletter/settings.html", context, status=status)

    wished = {
        "rhythm": subscription.rhythm,
        "topics": list(subscription.topics.all()),
        "communes": list(subscription.communes.all()),
    }
    return by_link.ask(
        request, WishForm, "newsletter.settings", take=take, show=show, initial=wished
    )


@csrf_exempt  # Mail programs press the button for their readers (RFC 8058); the token proves it.
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request, token: str):
    """Looking changes nothing here either; one press ends it, and one more takes it up again."""
    subscription = theirs_or_404(token)
    if request.method == "POST":
        subscription = actions.stop(subscription)
    if not subscription.is_running:
        return stopped(request, token)
    return render(request, "cms/newsletter/stop.html", {"token": token})


def stopped(request, token: str):
    return render(request, "cms/newsletter/stopped.html", {"token": token})


@require_POST
def take_up(request, token: str):
    actions.take_up(theirs_or_404(token))
    messages.success(request, _("You get the news again."))
    return redirect("cms:newsletter_settings", token)


def theirs_or_404(token: str) -> Subscription:
    """Whose link this is; not where nobody said yes, or all of it is forgotten."""
    try:
        subscription = links.subscription_of(token)
    except BadSignature as forged:
        raise Http404 from forged
    if subscription is None or subscription.confirmed_at is None:
        raise Http404
    return subscription
