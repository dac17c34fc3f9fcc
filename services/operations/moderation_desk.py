"""Moderating: blurring photos, masking words, hiding reports, blocking senders for a time."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.acting import act, sent
from portal.common.admin import frame
from portal.common.paging import ListPaginator
from portal.common.workflow import StepRefused
from services.operations.moderation import blocks_for
from services.operations.moderation_forms import (
    BlockForm,
    BlurForm,
    HideForm,
    UnhideForm,
    WordsForm,
)
from services.operations.one_report import (
    ONE,
    PHOTO,
    again,
    decide,
    furniture,
    on_my_desk,
    say,
    saying,
)
from services.operations.report_page import remember_look
from services.privacy.actions.looks import REVEAL
from services.privacy.models import Look
from services.reports import actions
from services.reports.models import Block, Photo, Report
from services.reports.workflow import COORDINATE

ICON = "lock"
PER_PAGE = 40


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def blur(request, reference: str, position: str):
    """Draw rectangles in a photo, or take them away again; nothing is left to see inside."""
    report = on_my_desk(request.user, reference, to_handle=True)
    photo = get_object_or_404(report.photos, position=position)
    form = BlurForm(*sent(request), initial=drawn_in(photo))
    if "restore" in request.POST:
        return unblur(request, report, photo, form)

    def blur_it(form: BlurForm):
        told = {name: form.cleaned_data[name] for name in ("rectangles", "seen")}
        return actions.blur_photo(report, photo.position, by=request.user, **told)

    said = _("The photo is blurred now for everyone. The original is sealed.")
    shown = partial(show_blur, request, report, photo)
    return act(form, blur_it, show=shown, then=saying(request, report, said))


def unblur(request, report: Report, photo: Photo, form: BlurForm):
    """Let everyone see the photo as it was sent."""
    seen = request.POST.get("seen", "")[:40]
    try:
        actions.unblur_photo(report, photo.position, by=request.user, seen=seen)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show_blur(request, report, photo, form, status=409)
    return say(request, report, _("The photo is shown again as it was sent."))


def drawn_in(photo: Photo) -> dict:
    """What is blurred already, for the script and for the rows of numbers alike."""
    rows = {
        f"{side}_{number}": value
        for number, one in enumerate(photo.blurred[:5], 1)
        for side, value in zip(("left", "top", "width", "height"), one, strict=True)
    }
    return rows | {"seen": photo.version}


def show_blur(request, report: Report, photo: Photo, form: BlurForm, *, status: int = 200):
    desk = {"url": reverse("desk_report", args=[report.reference]), "label": report.reference}
    context = furniture(_("Blur a photo"), desk, {"url": "", "label": _("Blur a photo")}) | {
        "report": report,
        "photo": photo,
        "form": form,
        "boxes": photo.blurred,
    }
    return render(request, "operations/moderation/blur.html", context, status=status)


@require_POST
def show_original_photo(request, reference: str, position: str):
    """A blurred photo as it was sent; whoever asks is remembered."""
    report = on_my_desk(request.user, reference)
    if not request.user.has_perm(REVEAL, report.agency):
        raise PermissionDenied
    photo = get_object_or_404(report.photos.exclude(original=""), position=position)
    remember_look(report, Look.What.PHOTO, by=request.user)
    try:
        answer = FileResponse(photo.original.open(), content_type="image/jpeg")
    except FileNotFoundError as lost:
        raise Http404 from lost
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def mask(request, reference: str):
    report = on_my_desk(request.user, reference, to_handle=True)
    said = _("These words are hidden from now on.")
    return moderate(request, report, WordsForm(request.POST), actions.hide_words, said)


@require_POST
def unmask(request, reference: str):
    report = on_my_desk(request.user, reference, to_handle=True)
    words = request.POST.get("words", "")[:400]
    said = _("Everyone can read these words again.")
    return decide(request, report, actions.show_words, said, words=words)


@require_POST
def hide(request, reference: str):
    report = on_my_desk(request.user, reference, to_handle=True)
    said = _("The report is hidden now; its sender is told why.")
    return moderate(request, report, HideForm(request.POST), actions.hide, said)


@require_POST
def unhide(request, reference: str):
    report = on_my_desk(request.user, reference, to_handle=True)
    said = _("The report is shown to everyone again.")
    return moderate(request, report, UnhideForm(request.POST), actions.unhide, said)


@require_POST
def block(request, reference: str):
    report = to_coordinate(request.user, reference)
    said = _("The sender is blocked for this time, and told how to appeal.")
    return moderate(request, report, BlockForm(request.POST), actions.block_sender, said)


def moderate(request, report: Report, form, action, said: str):
    """Do what a form of the section asks."""

    def do(form):
        return action(report, by=request.user, **form.cleaned_data)

    shown = again(request, report, "moderating")
    return act(form, do, show=shown, then=saying(request, report, said))


def to_coordinate(user, reference: str) -> Report:
    """The report with this reference, for whoever coordinates its agency."""
    report = on_my_desk(user, reference)
    if not user.has_perm(COORDINATE, report.agency):
        raise PermissionDenied
    return report


@require_safe
@permission_required(COORDINATE, raise_exception=True)
def show_blocks(request):
    """Who may send no reports now, and who says that it is a mistake."""
    page = ListPaginator(blocks_for(request.user), PER_PAGE).get_page(request.GET.get("p"))
    here = {"url": "", "label": _("Blocked senders")}
    context = frame(_("Blocked senders"), ICON, here) | {"page_obj": page}
    return render(request, "operations/moderation/blocks.html", context)


@require_POST
@permission_required(COORDINATE, raise_exception=True)
def lift(request, pk: int):
    found = get_object_or_404(Block.objects.visible_to(request.user), pk=pk)
    try:
        actions.lift_block(found, by=request.user)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The block is lifted; the sender is told."))
    return redirect("desk_blocks")


urlpatterns = [
    re_path(rf"{PHOTO}lam-mo/$", blur, name="desk_report_photo_blur"),
    re_path(rf"{PHOTO}nguyen-ban/$", show_original_photo, name="desk_report_photo_original"),
    re_path(rf"{ONE}che/$", mask, name="desk_report_mask"),
    re_path(rf"{ONE}thoi-che/$", unmask, name="desk_report_unmask"),
    re_path(rf"{ONE}an/$", hide, name="desk_report_hide"),
    re_path(rf"{ONE}hien/$", unhide, name="desk_report_unhide"),
    re_path(rf"{ONE}chan/$", block, name="desk_report_block"),
    path("nguoi-gui-bi-chan/", show_blocks, name="desk_blocks"),
    path("nguoi-gui-bi-chan/<int:pk>/go/", lift, name="desk_block_lift"),
]
