from django.shortcuts import get_object_or_404, render

from portal.common.paging import ListPaginator
from portal.pages_cache.sharing import shared_with_all
from services.procedures import guide, where
from services.procedures.forms import FindForm, MyCommuneForm
from services.procedures.life_events import with_icons
from services.procedures.models import Procedure

PER_PAGE = 20


@shared_with_all("life_event", "field", "page")
def list_procedures(request):
    """The catalogue: find a procedure by words, by field or by an event of life."""
    procedures = Procedure.objects.active()
    life_events, fields = procedures.by_life_event(), procedures.by_field()
    form = FindForm(request.GET, life_events=life_events, fields=fields)
    pages = ListPaginator(form.found().with_card_facts(), PER_PAGE)
    facts = {
        "form": form,
        "page": pages.get_page(request.GET.get("page")),
        "life_events": with_icons(life_events),
    }
    return render(request, "procedures/list.html", facts)


@shared_with_all("commune")
def show_procedure(request, code: str):
    """One procedure in force, with all its facts."""
    procedure = get_object_or_404(Procedure.objects.active().with_facts(), code=code)
    facts = {
        "procedure": procedure,
        "in_short": guide.in_short(procedure),
        "steps": guide.steps(procedure),
        "time_limits": guide.limits_table(procedure.time_limits.all()),
        "national_portal": guide.NATIONAL_PORTAL,
        **where_to_go(request, procedure),
    }
    return render(request, "procedures/detail.html", facts)


def where_to_go(request, procedure: Procedure) -> dict:
    """The reception points that take a procedure, or help with it; one's own by commune."""
    agencies = where.receivers(procedure)
    said = request.GET if "commune" in request.GET else None
    form = MyCommuneForm(said) if where.is_by_commune(procedure, agencies) else None
    points = where.reception_points(agencies, form.chosen if form else None)
    is_online = procedure.submission_mode == Procedure.SubmissionMode.NATIONAL_PORTAL
    return {"reception_points": points, "commune_form": form, "is_online": is_online}
