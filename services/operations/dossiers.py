"""The officers' desk for dossiers: what is due, one dossier, its next step, its receipt."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import Agency
from portal.common.admin import frame
from portal.common.masking import mask_name
from portal.common.moments import now
from portal.common.paging import ListPaginator
from portal.common.personal_id import doubts
from portal.common.workflow import StepRefused
from services.dossiers import actions, desk, receipt
from services.dossiers.forms import RegisterForm, StepForm
from services.dossiers.letters import matter_of
from services.dossiers.masked import PROGRESS_TONES
from services.dossiers.models import Dossier
from services.dossiers.workflow import RECEIVE, possible_steps
from services.operations import message_desk
from services.operations.forms import DeskForm
from services.privacy.actions.looks import REVEAL, record_look
from services.privacy.models import Look
from services.procedures.models import Procedure

PER_PAGE = 40
ICON = "folder-open-1"


@require_safe
def show_desk(request):
    """The dossiers of this officer's agencies, soonest due first."""
    if not request.user.has_perm("dossiers.view_desk"):
        raise PermissionDenied
    form = DeskForm(request.GET, views=desk.VIEWS)
    soon = desk.warned_until()
    found = desk.dossiers_for(request.user, soon=soon, **form.chosen)
    page = ListPaginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = furniture(_("Dossiers")) | {
        "form": form,
        "page_obj": page,
        "rows": [row(dossier, soon) for dossier in page],
        "may_register": request.user.has_perm(RECEIVE),
    }
    return render(request, "operations/dossiers/list.html", context)


def register(request):
    """Receive a dossier over the counter."""
    agencies = Agency.objects.open().where(request.user, RECEIVE)
    if not agencies:
        raise PermissionDenied
    form = RegisterForm(request.POST or None, agencies=agencies)
    if form.is_valid():
        try:
            dossier = actions.register_dossier(by=request.user, **form.cleaned_data)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Dossier %(code)s was received.") % {"code": dossier.code}
            messages.success(request, said)
            for doubt in doubts(dossier.holder_id_number):
                messages.warning(request, doubt)
            return redirect("desk_dossier", code=dossier.code)
    context = furniture(_("Register a dossier"), {"label": _("Register"), "url": ""}) | {
        "form": form,
        "procedures": Procedure.objects.active().values_list("code", "name"),
    }
    return render(request, "operations/dossiers/register.html", context)


@require_safe
def show_dossier(request, code: str):
    return show(request, on_my_desk(request.user, code))


@require_POST
def reveal_id_number(request, code: str):
    """Show the whole ID number this once; that it was seen is remembered, and told its holder."""
    dossier = on_my_desk(request.user, code)
    if not may_reveal(request.user, dossier):
        raise PermissionDenied
    remember_look(dossier, Look.What.ID_NUMBER, by=request.user)
    return show(request, dossier, id_number=dossier.holder_id_number)


def show(request, dossier: Dossier, *, id_number: str = ""):
    """One dossier as its officers see it; its ID number only when it was just asked for."""
    context = furniture(dossier.public_code, {"label": dossier.public_code, "url": ""}) | {
        "dossier": dossier,
        "row": row(dossier, desk.warned_until()),
        "facts": desk.facts(dossier, in_full=may_reveal(request.user, dossier)),
        "may_reveal": may_reveal(request.user, dossier),
        "id_number": id_number or dossier.masked_id_number,
        "is_revealed": bool(id_number),
        "events": dossier.events.all(),
        "told": message_desk.panel(request.user, matter_of(dossier)),
        "steps": possible_steps(dossier.state, by=request.user, at=dossier.agency),
    }
    return render(request, "operations/dossiers/detail.html", context)


def take_step(request, code: str, name: str):
    """Confirm one step, with what there is to say about it."""
    dossier = on_my_desk(request.user, code)
    step = possible_steps(dossier.state, by=request.user, at=dossier.agency).get(name)
    if step is None:
        return refuse(request, dossier, _("This step is not possible now."))
    form = StepForm(request.POST or None, step=step)
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.take_step(dossier, name, by=request.user, **form.cleaned_data)
        except StepRefused as refusal:
            return refuse(request, dossier, str(refusal))
        said = _("Dossier %(code)s is now: %(state)s.")
        facts = {"code": moved.public_code, "state": moved.get_state_display()}
        messages.success(request, said % facts)
        return redirect("desk_dossier", code=moved.public_code)
    here = {"label": dossier.public_code, "url": address(dossier)}
    context = furniture(str(step.label), here, {"label": step.label, "url": ""}) | {
        "dossier": dossier,
        "step": step,
        "form": form,
    }
    return render(request, "operations/dossiers/step.html", context)


@require_safe
def print_receipt(request, code: str):
    """Form 01, for the printer: only once there is something to receive against."""
    dossier = on_my_desk(request.user, code)
    if not dossier.code:
        raise Http404
    if not may_reveal(request.user, dossier):
        raise PermissionDenied
    with override(settings.LANGUAGE_CODE):  # A paper of the state, whatever the officer reads.
        context = {"dossier": dossier} | receipt.facts(dossier)
        return render(request, "operations/dossiers/receipt.html", context)


def on_my_desk(user, code: str) -> Dossier:
    """The dossier of exactly this code, if this officer may see it; the look is remembered."""
    dossiers = Dossier.objects.visible_to(user).coded(code).select_related("holder")
    dossier = get_object_or_404(dossiers.with_facts().with_timeline())
    if may_reveal(user, dossier):
        remember_look(dossier, Look.What.IDENTITY, by=user)
    return dossier


def may_reveal(user, dossier: Dossier) -> bool:
    """Whether this officer may know whose dossier it is, rather than only how far it is."""
    return user.has_perm(REVEAL, dossier.agency)


def remember_look(dossier: Dossier, what: str, *, by) -> None:
    about = dossier.public_code
    record_look(about=about, what=what, by=by, subject=dossier.holder, agency=dossier.agency)


def row(dossier: Dossier, soon) -> dict:
    progress = dossier.progress(at=now(), soon=soon)
    return {
        "dossier": dossier,
        "holder": mask_name(dossier.holder_name),
        "progress": progress.label if progress else "",
        "tone": PROGRESS_TONES[progress] if progress else "",
    }


def refuse(request, dossier: Dossier, sentence: str):
    messages.error(request, sentence)
    return redirect(address(dossier))


def address(dossier: Dossier) -> str:
    return reverse("desk_dossier", args=[dossier.public_code])


def furniture(title: str, *trail: dict) -> dict:
    """A page of this desk, and the way back from it."""
    desk_item = {"url": reverse("desk_dossiers"), "label": _("Dossiers")}
    return frame(title, ICON, desk_item, *trail)


urlpatterns = [
    path("ho-so/", show_desk, name="desk_dossiers"),
    path("ho-so/dang-ky/", register, name="desk_dossier_register"),
    path("ho-so/<str:code>/", show_dossier, name="desk_dossier"),
    path("ho-so/<str:code>/so-dinh-danh/", reveal_id_number, name="desk_dossier_id_number"),
    path("ho-so/<str:code>/buoc/<str:name>/", take_step, name="desk_dossier_step"),
    path("ho-so/<str:code>/giay-tiep-nhan/", print_receipt, name="desk_dossier_receipt"),
]
