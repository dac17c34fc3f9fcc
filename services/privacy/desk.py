"""Personal data in /quan-tri/: requests to answer, the book of looks, what is kept how long."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.common.admin import frame
from portal.common.paging import ListPaginator
from portal.common.workflow import StepRefused, possible
from services.privacy import retention, telling
from services.privacy.actions.looks import record_look
from services.privacy.actions.requests import take_step
from services.privacy.forms import AnswerForm, LooksForm, QueueForm
from services.privacy.models import DataRequest, Look, RetentionRun
from services.privacy.workflow import HANDLE, STEPS

PER_PAGE = 40
ICON = "user"
VIEW_LOOKS = "privacy.view_look"
ONE_DAY = timedelta(days=1)
Kind = DataRequest.Kind


@require_safe
def show_queue(request):
    """Requests, those due soonest first."""
    if not request.user.has_perm(HANDLE):
        raise PermissionDenied
    form = QueueForm(request.GET)
    asked = DataRequest.objects.visible_to(request.user).select_related("user").oldest_first()
    narrowed = {"open": asked.open, "overdue": asked.overdue}.get(form.chosen, asked.all)()
    context = furniture(_("Requests about data"), here(_("Requests about data"))) | {
        "form": form,
        "page_obj": ListPaginator(narrowed, PER_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "privacy/desk/queue.html", context)


@require_safe
def show_request(request, reference: str):
    asked = on_my_desk(request.user, reference)
    return show(request, asked, AnswerForm(steps=possible_steps(request.user, asked)))


@require_POST
def answer(request, reference: str):
    """Take the step whose button was pressed; to erase, the officer is asked once more."""
    asked = on_my_desk(request.user, reference)
    form = AnswerForm(request.POST, steps=possible_steps(request.user, asked))
    if not form.is_valid():
        return show(request, asked, form, status=422)
    name, note = form.cleaned_data["step"], form.cleaned_data["note"]
    if erases(asked, name):
        return redirect("desk_data_request_delete", reference=asked.reference)
    return act(request, asked, name, note, form)


def erase(request, reference: str):
    """The last question before somebody's data goes for good."""
    asked = on_my_desk(request.user, reference)
    if "fulfil" not in possible_steps(request.user, asked) or not erases(asked, "fulfil"):
        return redirect("desk_data_request", reference=asked.reference)
    if request.method == "POST":
        form = AnswerForm({"step": "fulfil", "note": request.POST.get("note", "")}, steps=STEPS)
        if form.is_valid():
            return act(request, asked, "fulfil", form.cleaned_data["note"], form)
    back = {"label": asked.reference, "url": reverse("desk_data_request", args=[asked.reference])}
    context = furniture(_("Erase for good"), back, here(_("Erase for good")))
    holdings = telling.holdings(asked.user)
    return render(
        request, "privacy/desk/erase.html", context | {"asked": asked, "holdings": holdings}
    )


def erases(asked: DataRequest, step: str) -> bool:
    return step == "fulfil" and asked.kind == Kind.DELETE


def act(request, asked: DataRequest, name: str, note: str, form: AnswerForm):
    try:
        moved = take_step(asked, name, by=request.user, note=note)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, asked, form, status=409)
    facts = {"reference": moved.reference, "state": moved.get_state_display()}
    messages.success(request, _("%(reference)s is now: %(state)s.") % facts)
    return redirect("desk_data_request", reference=moved.reference)


def show(request, asked: DataRequest, form: AnswerForm, *, status: int = 200):
    context = furniture(asked.get_kind_display(), here(asked.reference)) | {
        "asked": asked,
        "facts": telling.facts(asked, at_desk=True),
        "events": asked.events.all(),
        "form": form,
    }
    return render(request, "privacy/desk/request.html", context, status=status)


def on_my_desk(user, reference: str) -> DataRequest:
    """The request, if it is this officer's business; that she saw who asks is remembered."""
    visible = DataRequest.objects.visible_to(user).with_story()
    asked = get_object_or_404(visible, reference=reference.upper())
    record_look(about=asked.reference, what=Look.What.REQUEST, by=user, subject=asked.user)
    return asked


def possible_steps(user, asked: DataRequest) -> dict:
    return possible(STEPS, asked.state, by=user)


@require_safe
def show_looks(request):
    """The book of looks, for whoever watches over the officers."""
    if not request.user.has_perm(VIEW_LOOKS):
        raise PermissionDenied
    form = LooksForm(request.GET)
    found = chosen_looks(**form.chosen).select_related("by", "agency")
    context = furniture(_("Who saw whom"), here(_("Who saw whom"))) | {
        "form": form,
        "page_obj": ListPaginator(found, PER_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "privacy/desk/looks.html", context)


def chosen_looks(*, q: str = "", agency=None, first=None, last=None):
    looks = Look.objects.matching(q).between(
        midnight(first) if first else None, midnight(last + ONE_DAY) if last else None
    )
    return looks.filter(agency=agency) if agency else looks


def midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@require_safe
def show_retention(request):
    """What is kept how long, when it was last seen to; and on asking, what would go now."""
    if not (request.user.has_perm(HANDLE) or request.user.has_perm(VIEW_LOOKS)):
        raise PermissionDenied
    counts = "thu" in request.GET  # Counting reads whole tables: only when asked for.
    found = {one.rule.name: one for one in retention.forecast()} if counts else {}
    rules = [
        {"rule": rule, "last": last, "found": found.get(rule.name)}
        for rule, last in zip(retention.RULES.values(), last_runs(), strict=True)
    ]
    title = _("What is kept how long")
    context = furniture(title, here(title)) | {"rules": rules, "counts": counts}
    return render(request, "privacy/desk/retention.html", context)


def last_runs() -> list[RetentionRun | None]:
    """The last run of each rule, in the rules' order."""
    runs = RetentionRun.objects.filter(rule__in=retention.RULES).order_by("started_at", "pk")
    latest = {run.rule: run for run in runs.filter(started_at__gte=a_month_ago())}
    return [latest.get(name) for name in retention.RULES]


def a_month_ago() -> datetime:
    return timezone.now() - timedelta(days=31)


def here(title: str) -> dict:
    """Where one is, at the end of the way."""
    return {"label": title, "url": ""}


def furniture(title: str, *trail: dict) -> dict:
    """A page of this desk, and the way back from it."""
    queue = {"url": reverse("desk_data_requests"), "label": _("Personal data")}
    return frame(title, ICON, queue, *trail)


urlpatterns = [
    path("du-lieu-ca-nhan/", show_queue, name="desk_data_requests"),
    path("du-lieu-ca-nhan/ai-da-xem/", show_looks, name="desk_looks"),
    path("du-lieu-ca-nhan/thoi-han-giu/", show_retention, name="desk_retention"),
    path("du-lieu-ca-nhan/<str:reference>/", show_request, name="desk_data_request"),
    path("du-lieu-ca-nhan/<str:reference>/buoc/", answer, name="desk_data_request_step"),
    path("du-lieu-ca-nhan/<str:reference>/xoa/", erase, name="desk_data_request_delete"),
]
