"""Following one report: by one press, or by a link sent to the address given."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.common import acting
from portal.common.limits import spend, spend_by
from portal.common.workflow import StepRefused
from services.reports import actions, follow_links
from services.reports.follow_links import BadSignature, Question, SignatureExpired
from services.reports.followers import can_be_followed
from services.reports.forms import FollowForm
from services.reports.models import AreaFollow, Follow, Report

ASKED_AN_HOUR = 20  # By one who asks, who may be a whole village hall.
LETTERS_A_DAY = 5  # To one address, whoever asks: nobody is pestered in our name.


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follow(request, reference: str):
    report = followable_or_404(reference)
    if request.user.is_authenticated:
        return follow_signed_in(request, report)
    form = FollowForm(*acting.sent(request))
    if form.is_bound:
        spend_asking(request)

    def ask(form: FollowForm) -> Follow:
        spend_letter(form.cleaned_data["contact_way"])
        return actions.ask_to_follow(report, language=get_language(), **form.way)

    def show(form: FollowForm, *, status: int):
        context = {"report": report, "form": form}
        return render(request, "reports/follow.html", context, status=status)

    return acting.act(form, ask, show=show, then=lambda _follow: sent(request, report))


def follow_signed_in(request, report: Report):
    if request.method != "POST":
        return render(request, "reports/follow.html", {"report": report})
    try:
        actions.follow(report, user=request.user)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You follow this report: we tell you of each step."))
    return redirect(report)


def spend_asking(request) -> None:
    spend(request, "reports.follow", allowed=ASKED_AN_HOUR, per=timedelta(hours=1))


def spend_letter(address: str) -> None:
    spend_by(address.lower(), "reports.follow", allowed=LETTERS_A_DAY, per=timedelta(days=1))


def sent(request, where):
    """The same answer, whether or not the address follows already."""
    messages.success(
        request,
        _("We have sent you a link. Open it within 3 days and press “Yes, follow it”."),
    )
    return redirect(where)


@require_POST
@login_required
def unfollow(request, reference: str):
    """Somebody signed in wants to hear no more of this report; twice is the same as once."""
    report = followable_or_404(reference)
    for follow in Follow.objects.of(request.user).filter(report=report):
        actions.stop_following(follow)
    messages.success(request, _("You no longer follow this report."))
    return redirect(report)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request, token: str):
    """Looking changes nothing, as programs look at every link in a letter; pressing does."""
    try:
        question = follow_links.question_of(token)
    except SignatureExpired:
        return render(request, "reports/follow_expired.html", status=410)
    except BadSignature as forged:
        raise Http404 from forged
    if question is None or not is_public(question.follow):
        raise Http404
    if request.method != "POST":
        return render(request, "reports/follow_confirm.html", {"question": question})
    return confirmed(request, question)


def confirmed(request, question: Question):
    """The address has said yes: lead to what it follows now."""
    if isinstance(question.follow, AreaFollow):
        actions.confirm_area(question)
        messages.success(request, _("You follow this area now."))
        return redirect("reports:follow_area")
    try:
        found = actions.confirm_follow(question)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(question.follow.report)
    messages.success(request, _("You follow this report: we tell you of each step."))
    return redirect(found.report)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request, token: str):
    """The way out from any letter and without signing in; looking changes nothing here either."""
    try:
        follow = follow_links.stopped_by(token)
    except BadSignature as forged:
        raise Http404 from forged
    is_done = follow is None or request.method == "POST"
    if follow and is_done:
        actions.stop_following(follow)
    context = {"follow": follow, "is_done": is_done}
    return render(request, "reports/stop_following.html", context)


def followable_or_404(reference: str) -> Report:
    reports = Report.objects.public().select_related("category", "commune")
    report = get_object_or_404(reports, reference=reference.upper())
    if not can_be_followed(report):
        raise Http404
    return report


def is_public(follow: Follow | AreaFollow) -> bool:
    """Whether what it follows may still be known to everyone."""
    return isinstance(follow, AreaFollow) or not follow.report.is_private
