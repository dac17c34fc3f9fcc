"""Where officers write standard texts: their agency's own, and whoever coordinates everyone's."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.common.admin import frame
from portal.common.paging import ListPaginator
from portal.common.vietnamese import sort_key
from services.operations.standard_text_forms import StandardTextForm
from services.reports import standard_texts
from services.reports.models import StandardText
from services.reports.workflow import HANDLE

ICON = "doc-full"
PER_PAGE = 50

may_write = permission_required(HANDLE, raise_exception=True)


@require_safe
@may_write
def show_texts(request):
    """Every text this officer may use, those used most first."""
    found = StandardText.objects.readable_by(request.user).select_related("agency")
    rows = found.prefetch_related("categories")
    found = sorted(rows, key=lambda text: (-text.uses, sort_key(text.name)))
    page = ListPaginator(found, PER_PAGE).get_page(request.GET.get("p"))
    mine = set(StandardText.objects.changeable_by(request.user).values_list("pk", flat=True))
    rows = [row(text, may_change=text.pk in mine) for text in page]
    context = furniture() | {"rows": rows, "page_obj": page}
    return render(request, "operations/standard_texts/list.html", context)


def row(text: StandardText, *, may_change: bool) -> dict:
    return {
        "text": text,
        "steps": list(standard_texts.steps_in_words(text)),
        "kinds": [category.name for category in text.categories.all()],
        "url": reverse("standard_text", args=[text.pk]) if may_change else "",
    }


@may_write
def add(request):
    return write(request, StandardText())


@may_write
def edit(request, pk: int):
    texts = StandardText.objects.changeable_by(request.user)
    return write(request, get_object_or_404(texts, pk=pk))


def write(request, text: StandardText):
    form = StandardTextForm(request.POST or None, instance=text, user=request.user)
    if form.is_valid():
        saved = form.save()
        messages.success(request, _("The text “%(name)s” is saved.") % {"name": saved.name})
        return redirect("standard_texts")
    return show_form(request, form, status=422 if request.method == "POST" else 200)


@require_POST
@may_write
def preview(request):
    """How the words now in the form would look; nothing is kept."""
    form = StandardTextForm(request.POST, user=request.user)
    form.is_valid()
    context = looks(form)
    return render(request, "operations/standard_texts/preview.html", context)


def show_form(request, form: StandardTextForm, *, status: int):
    name = form.instance.name if form.instance.pk else _("New text")
    context = furniture({"url": "", "label": name}) | {
        "form": form,
        "placeholders": placeholders(),
        "preview_url": reverse("standard_text_preview"),
        **looks(form),
    }
    return render(request, "operations/standard_texts/edit.html", context, status=status)


def looks(form: StandardTextForm) -> dict:
    """The text with an invented report's facts, or what is wrong with it."""
    body = form.cleaned_data.get("body", "") if form.is_bound else form.instance.body
    faults = [str(fault) for fault in form.errors.get("body", [])] if form.is_bound else []
    return {"sample": standard_texts.sample(body) if body else "", "faults": faults}


def placeholders() -> list[dict]:
    return [
        {"word": f"{{{name}}}", "meaning": meaning, "example": standard_texts.SAMPLE[name]}
        for name, meaning in standard_texts.MEANINGS.items()
    ]


def furniture(*trail: dict) -> dict:
    here = {"url": reverse("standard_texts"), "label": _("Standard texts")}
    title = trail[-1]["label"] if trail else _("Standard texts")
    return frame(title, ICON, here, *trail)


urlpatterns = [
    path("mau-van-ban/", show_texts, name="standard_texts"),
    path("mau-van-ban/moi/", add, name="standard_text_add"),
    path("mau-van-ban/xem-thu/", preview, name="standard_text_preview"),
    path("mau-van-ban/<int:pk>/", edit, name="standard_text"),
]
