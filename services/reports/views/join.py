"""“I see it too”: instead of a second report, she follows the first and adds her photos."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.common.acting import act, sent
from services.reports import actions
from services.reports.doors import refuse_blocked, reporter_at, spend_one_report
from services.reports.forms import JoinForm
from services.reports.models import Report
from services.reports.views.follow import spend_letter


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request, reference: str):
    report = joinable_or_404(reference)
    form = JoinForm(*sent(request), user=request.user)
    if form.is_bound:
        spend_one_report(request)

    def thank(_follow):
        messages.success(request, thanks(form))
        return redirect(report)

    show = partial(ask, request, report)
    return act(form, partial(take, request, report), show=show, then=thank)


def take(request, report: Report, form: JoinForm):
    """Add what she saw; or say why it cannot be added."""
    user, way = reporter_at(request), form.way
    known = way or {"email": user and user.email, "phone": user and user.phone}
    reached = {f"contact_{name}": address or "" for name, address in known.items()}
    refuse_blocked(report.category, reporter=user, **reached)
    for address in way.values():
        spend_letter(address)
    photos = form.cleaned_data["photos"]
    return actions.join_report(report, user=user, photos=photos, language=get_language(), **way)


def thanks(form: JoinForm) -> str:
    if form.way:
        return _("Thank you. To be told of each step, open the link that we have sent you.")
    return _("Thank you. What you saw was added to this report.")


def ask(request, report: Report, form: JoinForm, *, status: int):
    context = {"report": report, "form": form}
    return render(request, "reports/join.html", context, status=status)


def joinable_or_404(reference: str) -> Report:
    """A report that everyone may read; whether it is still open, the action says."""
    reports = Report.objects.listed().with_card().with_seen_too()
    return get_object_or_404(reports, reference=reference.upper())
