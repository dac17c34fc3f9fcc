from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from services.procedures import guide
from services.procedures.forms import FindForm
from services.procedures.life_events import with_icons
from services.procedures.models import Procedure

PER_PAGE = 20


def list_procedures(request):
    """The catalogue: find a procedure by words, by field or by an event of life."""
    procedures = Procedure.objects.active()
    life_events, fields = procedures.by_life_event(), procedures.by_field()
    form = FindForm(request.GET, life_events=life_events, fields=fields)
    pages = Paginator(form.found().with_card_facts(), PER_PAGE)
    facts = {
        "form": form,
        "page": pages.get_page(request.GET.get("page")),
        "life_events": with_icons(life_events),
    }
    return render(request, "procedures/list.html", facts)


def show_procedure(request, code: str):
    """One procedure in force, with all its facts."""
    procedure = get_object_or_404(Procedure.objects.active().with_facts(), code=code)
    facts = {
        "procedure": procedure,
        "in_short": guide.in_short(procedure),
        "steps": guide.steps(procedure),
        "time_limits": guide.limits_table(procedure.time_limits.all()),
        "national_portal": guide.NATIONAL_PORTAL,
    }
    return render(request, "procedures/detail.html", facts)
