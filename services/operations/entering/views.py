"""An officer enters a report for a caller, or for somebody at the counter."""

from datetime import timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.admin import frame
from portal.common.limits import spend_by
from portal.common.moments import now
from portal.common.references import read_reference
from portal.common.workflow import StepRefused
from services.notifications.models import Channel, Message
from services.operations.entering.forms import EnterForm
from services.operations.entering.spelling import spelled
from services.reports import actions
from services.reports.claims import code_of, slip
from services.reports.models import Report
from services.reports.nearby import similar_to
from services.reports.suggest import suggest_categories
from services.reports.urls import REFERENCE

ENTER = "reports.enter_report"
ICON = "plus"
AN_HOUR = {"allowed": 200, "per": timedelta(hours=1)}  # Of one officer: nobody writes faster.
SHOWN_FOR = timedelta(days=1)  # The receipt, to whoever entered it, wherever it went.
COMPARED = ("category", "commune", "description", "address")
REFUSED, TAKEN = 422, 409


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request):
    """One screen for the whole call; each button says what it does with it."""
    refuse_strangers(request.user)
    if request.method != "POST":
        return show(request, EnterForm(), joined=joined(request.GET.get("da-gop", "")))
    if kind := request.POST.get("use_kind"):
        return show_hints(request, kind=kind)
    if "hints" in request.POST:
        return show_hints(request)
    spend_by(str(request.user.pk), "reports.enter", **AN_HOUR)
    form = EnterForm(request.POST, request.FILES)
    if reference := request.POST.get("join"):
        return join(request, form, reference)
    return save(request, form)


@require_POST
@never_cache
def peek(request):
    """What the words and the place so far suggest, for the script that asks while she types."""
    refuse_strangers(request.user)
    form = EnterForm(request.POST)
    context = {"form": form} | hints_for(form)
    return render(request, "operations/entering/hints.html", context)


def save(request, form: EnterForm):
    if not form.is_valid():
        return show(request, form, status=REFUSED)
    report, _code = actions.submit_report(**form.facts, entered_by=request.user)
    return redirect("desk_report_receipt", reference=report.reference)


def join(request, form: EnterForm, typed: str):
    """It is reported already: the caller is added to that, and hears of it if she says yes."""
    report = get_object_or_404(Report.objects.listed(), reference=read_reference(typed))
    told = form.told
    if not told.get("contact_phone"):
        form.add_error("contact_phone", _("Ask for a number first: it is there that she hears."))
        return show(request, form, status=REFUSED)
    try:
        actions.join_report(report, phone=told["contact_phone"], photos=told.get("photos") or ())
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, form, status=TAKEN)
    query = urlencode({"da-gop": report.reference})
    return redirect(f"{reverse('desk_report_enter')}?{query}")


def show_hints(request, *, kind: str = ""):
    """The same screen with what it suggests, for a browser without scripts."""
    sent = request.POST.copy()
    if kind:
        sent["category"] = kind
    form = EnterForm(sent)
    form.forgive()
    return show(request, form)


def show(request, form: EnterForm, *, joined: Report | None = None, status: int = 200):
    title = _("Enter a report")
    hints = hints_for(EnterForm(form.data or None))
    context = furniture(title, {"label": title, "url": ""}) | hints
    context |= {
        "form": form,
        "joined": joined,
        "spelled": spelled(joined.reference) if joined else [],
    }
    form.point()
    return render(request, "operations/entering/form.html", context, status=status)


def hints_for(form: EnterForm) -> dict:
    """The kinds that the words speak for, and the open reports that may be the same."""
    told = form.told if form.is_bound else {}
    words = form.data.get("description", "")
    kinds = suggest_categories(words) if words.strip() else []
    return {
        "kind": form.kind,
        "suggested": [kind for kind in kinds if kind != form.kind],
        "similar": similar(told),
    }


def similar(told: dict) -> list:
    if not (told.get("category") and told.get("commune")):
        return []
    lat, lon = told.get("pin") or (None, None)
    known = {name: told[name] for name in COMPARED if told.get(name)}
    return similar_to(**known, lat=lat, lon=lon)


def joined(typed: str) -> Report | None:
    """The report to which somebody was just added: everyone may read it."""
    reference = read_reference(typed)
    return Report.objects.listed().filter(reference=reference).first() if reference else None


@never_cache
@require_safe
def receipt(request, reference: str):
    """What to read to the caller: both codes, who sees to it, and by when."""
    report = entered(request.user, reference)
    code = code_of(report)
    texted = Message.objects.filter(matter=report.reference, channel=Channel.SMS).exists()
    context = furniture(report.reference, {"label": report.reference, "url": ""}) | {
        "report": report,
        "code": code,
        "spelled_reference": spelled(report.reference),
        "spelled_code": spelled(code) if code else [],
        "is_texted": texted,
        "is_mine": Report.objects.visible_to(request.user).filter(pk=report.pk).exists(),
    }
    return render(request, "operations/entering/receipt.html", context)


@never_cache
@require_safe
def print_slip(request, reference: str):
    """The slip for somebody at the counter, while its secret code may still be shown."""
    report = entered(request.user, reference)
    code = code_of(report)
    if not code:
        raise Http404
    context = {"report": report, "slip": slip(report, code)}
    return render(request, "operations/entering/slip.html", context)


def entered(user, reference: str) -> Report:
    """The report that this very officer entered today, on whatever desk it lies."""
    refuse_strangers(user)
    since = now() - SHOWN_FOR
    hers = Report.objects.filter(entered_by=user, created_at__gte=since)
    named = hers.select_related("category", "commune", "agency")
    return get_object_or_404(named, reference=reference.upper())


def refuse_strangers(user) -> None:
    if not user.has_perm(ENTER):
        raise PermissionDenied


def furniture(title: str, *trail: dict) -> dict:
    return frame(title, ICON, *trail)


NEW = "phan-anh/nhap/"

urlpatterns = [
    path(NEW, enter, name="desk_report_enter"),
    path(f"{NEW}goi-y/", peek, name="desk_report_hints"),
    re_path(rf"^{NEW}{REFERENCE}/$", receipt, name="desk_report_receipt"),
    re_path(rf"^{NEW}{REFERENCE}/phieu/$", print_slip, name="desk_report_slip"),
]
