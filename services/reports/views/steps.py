"""The form for a report, step by step: which part is shown, and what a script may ask ahead."""

from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.common.forms import PortalForm
from portal.common.uploads import MAX_PHOTOS
from services.reports import actions, questions, summary
from services.reports.doors import spend_one_step
from services.reports.forms import ReportForm
from services.reports.forms.steps import FIRST, LAST, NAMES, STEPS, asked_after, first_wrong
from services.reports.models import Category, DraftPhoto
from services.reports.nearby import Similar, similar_to
from services.reports.suggest import suggest_categories

NEXT, BACK, SEND = "next", "back", "send"
REFUSED = 422


class QuestionsForm(PortalForm):
    """The questions of a kind that is not chosen; a script shows them when it is."""

    def __init__(self, category: Category) -> None:
        super().__init__(auto_id=f"id_{category.code}_%s")
        self.fields |= questions.fields_of(category)


def walk(request):
    """Take what one step told, and show another."""
    spend_one_step(request)
    here = step_in(request.POST.get("step"))
    form = ReportForm(request.POST, request.FILES)
    form.is_valid()
    drop_photo(form, request.POST.get("drop", ""))
    go = step_after(here, request.POST.get("go", NEXT), dropped="drop" in request.POST)
    form.forgive(asked_after(form, here if is_forward(here, go) else FIRST))
    keep_photos(form)
    if not is_forward(here, go):
        form.forgive(list(form.errors))
    elif form.errors:
        return page(request, form, first_wrong(form), status=REFUSED)
    return page(request, form, go, came_from=here)


def step_in(name: str | None) -> str:
    return name if name in NAMES else FIRST


def step_after(here: str, go: str, *, dropped: bool) -> str:
    """The step that a button leads to."""
    if dropped:
        return here
    if go in NAMES:
        return go
    place = NAMES.index(here) + (-1 if go == BACK else 1)
    return NAMES[min(max(place, 0), len(NAMES) - 1)]


def is_forward(here: str, there: str) -> bool:
    return NAMES.index(there) > NAMES.index(here)


def drop_photo(form: ReportForm, token: str) -> None:
    """Take a waiting photo back."""
    gone = [draft for draft in form.drafts if str(draft.token) == token]
    if gone:
        actions.forget_draft_photos(gone)
        form.cleaned_data["draft_photos"] = [one for one in form.drafts if one not in gone]


def keep_photos(form: ReportForm) -> None:
    """Let the photos that came with this step wait with us: no browser sends them again."""
    fresh = form.cleaned_data.pop("photos", None) or []
    form.cleaned_data["draft_photos"] = [*form.drafts, *actions.keep_draft_photos(fresh)]


def peek(request):
    """A part of a later step, for a script that goes on without loading the page anew."""
    spend_one_step(request)
    form = ReportForm(request.POST)
    form.is_valid()
    part = PARTS.get(request.POST["peek"])
    return part(request, form) if part else HttpResponse(status=REFUSED)


def peek_at_kinds(request, form: ReportForm):
    return render(request, "reports/gui/suggested.html", kinds_of(form))


def peek_at_similar(request, form: ReportForm):
    form.forgive(asked_after(form, "where"))
    if form.errors:
        return HttpResponse(status=REFUSED)
    found = similar_of(form)
    return render(request, "reports/gui/found.html", {"form": form, "similar": found})


def peek_at_check(request, form: ReportForm):
    if form.errors:
        return HttpResponse(status=REFUSED)
    photos = request.POST.get("photo_count", "")
    waiting = min(int(photos), MAX_PHOTOS) if photos.isdecimal() and len(photos) == 1 else 0
    return render(request, "reports/gui/summary.html", check_of(form, photos=waiting))


PARTS = {"kind": peek_at_kinds, "similar": peek_at_similar, "check": peek_at_check}


def page(request, form: ReportForm, step: str, *, status: int = 200, came_from: str = ""):
    """The whole form with one step of it in sight."""
    form.fields["photos"].widget.attrs["data-max"] = MAX_PHOTOS - len(drafts_of(form))
    similar = similar_of(form) if step in ("similar", "who") else []
    if step == "similar" and not similar:  # Nothing to compare: pass by, whichever way one goes.
        step = "where" if came_from in NAMES[NAMES.index("who") :] else "who"
    context = {
        "form": form,
        "step": step,
        "here_step": STEPS[NAMES.index(step)],
        "steps": STEPS,
        "last_number": STEPS[-1].number,
        "is_first": step == FIRST,
        "is_last": step == LAST,
        "similar": similar,
        "drafts": drafts_of(form),
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.MAP_ATTRIBUTION,
    }
    if step == LAST and form.is_told:
        context |= check_of(form)
    return render(request, "reports/submit.html", context | kinds_of(form), status=status)


def drafts_of(form: ReportForm) -> list[DraftPhoto]:
    return form.drafts if form.is_bound else []


def kinds_of(form: ReportForm) -> dict:
    """All kinds in their groups, those that the words speak for, and what each asks besides."""
    words = form.data.get("description", "") if form.is_bound else ""
    offered = list(form.fields["category"].queryset)
    suggested = suggest_categories(words) if words.strip() else []
    chosen = form.kind
    return {
        "form": form,
        "groups": [(group, list(kinds)) for group, kinds in groupby(offered, attrgetter("group"))],
        "suggested": suggested,
        "chosen": chosen,
        "other_questions": [
            (kind, QuestionsForm(kind)) for kind in offered if kind.questions and kind != chosen
        ],
    }


def similar_of(form: ReportForm) -> list[Similar]:
    """Reports that may be the same, where enough is told to know."""
    told = form.cleaned_data if form.is_bound else {}
    if not (told.get("category") and told.get("commune")):
        return []
    names = ("category", "commune", "description", "address", "lat", "lon", "accuracy_m")
    return similar_to(**{name: told[name] for name in names if name in told})


def check_of(form: ReportForm, *, photos: int = 0) -> dict:
    """The answers read back, and what to know before they are sent."""
    return {
        "rows": summary.rows(form, photos=photos),
        "mentions": summary.mentions(form),
        "promise": summary.promise(form),
        "follows": form.cleaned_data["follows"],
    }


@require_safe
@never_cache
def draft_photo(request, token):
    """A photo that waits for its report, to whoever knows its token."""
    draft = get_object_or_404(DraftPhoto, token=token)
    try:
        return FileResponse(draft.image.open(), content_type="image/jpeg")
    except FileNotFoundError as lost:
        raise Http404 from lost
