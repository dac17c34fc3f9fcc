"""An officer outside: her list on a phone, one report, and what she does there."""

import hashlib
import json
from functools import partial
from pathlib import Path

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.common import acting
from portal.common.admin import frame
from services.operations.field.forms import FieldForm
from services.operations.field.told import list_of, steps, to_handle, told
from services.reports import actions, telling
from services.reports.actions.in_field import ARRIVED
from services.reports.models import Report
from services.reports.urls import REFERENCE
from services.reports.views.send import wants_json
from services.reports.workflow import HANDLE, IN_HAND

ICON = "site"
WHOLE = "tat-ca"
SCRIPT, STYLE, WORKER = (f"operations/field{end}" for end in (".js", ".css", "_worker.js"))


@never_cache
@require_safe
def show_list(request):
    """What she goes to: soonest due first; her phone may sort it by distance."""
    refuse_strangers(request.user)
    is_whole = request.GET.get("xem") == WHOLE
    rows = [told(report) for report in list_of(request.user, is_whole=is_whole)]
    title = _("Field work")
    context = frame(title, ICON, {"label": title, "url": ""}) | {
        "rows": rows,
        "is_whole": is_whole,
        "whole": WHOLE,
    }
    return render(request, "operations/field/list.html", context)


@never_cache
@require_safe
def show_report(request, reference: str):
    report = get_object_or_404(to_handle(request.user), reference=reference.upper())
    return show(request, report, FieldForm(initial={"seen": report.head}))


@never_cache
@require_safe
def data(request):
    """The list for the phone's own memory, whose it is, and the token that sends what waits."""
    refuse_strangers(request.user)
    is_whole = request.GET.get("xem") == WHOLE
    return JsonResponse(
        {
            "user": str(request.user.pk),
            "token": get_token(request),
            "steps": steps(),
            "reports": [told(report) for report in list_of(request.user, is_whole=is_whole)],
        }
    )


@require_POST
def act(request, reference: str):
    """One step from outside, under its own key: sent again, it is still one."""
    report = get_object_or_404(to_handle(request.user), reference=reference.upper())
    form = FieldForm(request.POST, request.FILES)

    def take(form: FieldForm) -> Report:
        asked = dict(form.cleaned_data)
        return actions.act_in_field(report, asked.pop("name"), by=request.user, **asked)

    def say(moved: Report):
        return say_where_it_stands(request, moved, form.cleaned_data["name"])

    return acting.act(form, take, show=partial(refuse, request, report), then=say)


def refuse(request, report: Report, form: FieldForm, *, status: int):
    if wants_json(request):
        said = [sentence for sentences in form.errors.values() for sentence in sentences]
        return JsonResponse({"detail": " ".join(said)}, status=status)
    return show(request, report, form, status=status)


def say_where_it_stands(request, report: Report, name: str):
    if wants_json(request):
        return JsonResponse({"reference": report.reference, "state": report.state})
    facts = {"reference": report.reference, "state": report.state_at_desk}
    said = _("It is noted that you are there.") if name == ARRIVED else ""
    messages.success(request, said or _("%(reference)s is now: %(state)s.") % facts)
    if report.state not in IN_HAND:
        return redirect("field")
    return redirect("field_report", reference=report.reference)


def show(request, report: Report, form: FieldForm, *, status: int = 200):
    there = {"label": report.reference, "url": ""}
    back = {"label": _("Field work"), "url": reverse("field")}
    context = frame(report.title, ICON, back, there) | {
        "row": told(report),
        "form": form,
        "steps": steps(),
        "possible": [name for name, step in steps().items() if report.state in step["sources"]],
        "photos": telling.photos(report),
    }
    return render(request, "operations/field/report.html", context, status=status)


@require_safe
@cache_control(no_cache=True)
def worker(request):
    """The worker for these pages alone. It keeps no page of anybody's: without a network it gives
    an empty frame, which is filled from what lies on this phone."""
    refuse_strangers(request.user)
    frame_of = {"script": written(SCRIPT), "style": written(STYLE), "steps": steps(), "row": {}}
    shell = render_to_string("operations/field/shell.html", frame_of | {"form": FieldForm()})
    version = hashlib.sha256(shell.encode()).hexdigest()[:16]
    told_to_it = json.dumps({"version": version, "shell": shell})
    body = f"const FIELD = {told_to_it};\n{written(WORKER)}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


def written(name: str) -> str:
    return Path(finders.find(name)).read_text(encoding="utf-8")


def refuse_strangers(user) -> None:
    if not user.has_perm(HANDLE):
        raise PermissionDenied


HERE = "thuc-dia/"

urlpatterns = [
    path(HERE, show_list, name="field"),
    path(f"{HERE}du-lieu/", data, name="field_data"),
    path(f"{HERE}sw.js", worker, name="field_worker"),
    re_path(rf"^{HERE}{REFERENCE}/$", show_report, name="field_report"),
    re_path(rf"^{HERE}{REFERENCE}/gui/$", act, name="field_act"),
]
