"""What residents and other systems read of alerts."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.alerts import cap
from cms.alerts.forms import AreaForm
from cms.alerts.page import facts_of
from cms.elsewhere import alert_facts, card_of_view, narrowed
from cms.models import AlertMessage
from cms.models.lists import filled
from portal.common.paging import ListPaginator

PER_PAGE = 20
A_DAY = 24 * 3600
CHAIN_TONES = {"publish": "info", "update": "progress", "cancel": "bad"}


@require_safe
def show_alerts(request: HttpRequest) -> HttpResponse:
    """Those of now, those to come, and those of the last ninety days; perhaps of one commune."""
    form = AreaForm(request.GET)
    told = AlertMessage.objects.latest_told().with_areas()
    if form.is_valid() and form.cleaned_data["xa"]:
        told = told.concerning(form.cleaned_data["xa"])
    past = ListPaginator(told.past().order_by("-at", "-pk"), PER_PAGE)
    page = past.get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "chosen": form.cleaned_data.get("xa") if form.is_valid() else None,
        "current": [*told.current().gravest_first(), *told.lately_cancelled()],
        "coming": told.coming().order_by("starts_at", "pk"),
        "page": page,
        "card": narrowed(card_of_list(request), filled(form), page.number),
    }
    return render(request, "cms/alerts/list.html", facts)


def card_of_list(request: HttpRequest) -> dict:
    told = _("Storms, high tides, power cuts, swindles: what you should know now, and what to do.")
    return card_of_view(request, _("Alerts"), told)


@require_safe
def show_alert(request: HttpRequest, pk: str) -> HttpResponse:
    """One alert as it was last told, and how it came to that; a draft is nobody's business."""
    told = AlertMessage.objects.latest_told().with_areas().select_related("alert")
    message = get_object_or_404(told, alert=pk)
    facts = {
        "alert": message,
        "chain": chain(message),
        "own_alert": message.alert_id,
        "card": card_of(message, request),
    }
    return render(request, "cms/alerts/detail.html", facts | facts_of(message))


def card_of(message: AlertMessage, request: HttpRequest) -> dict:
    """Of one taken back it says so, and why."""
    words = message.note if message.is_cancelled else message.text or message.instruction
    facts = alert_facts(message, urljoin(settings.SITE_URL, request.path))
    return card_of_view(request, cap.headline(message), words, facts)


def chain(latest: AlertMessage) -> list[dict]:
    """Each telling, as the timeline shows it."""
    return [
        {
            "title": message.told_as,
            "at": message.at,
            "note": message.note,
            "tone": CHAIN_TONES[message.step],
            "now": message.pk == latest.pk,
        }
        for message in latest.alert.messages.order_by("pk")
    ]


@require_safe
@cache_control(public=True, max_age=A_DAY)
def show_cap(request: HttpRequest, identifier: str) -> HttpResponse:
    """One message in CAP 1.2; it never changes."""
    message = AlertMessage.objects.select_related("alert").filter(identifier=identifier).first()
    if message is None:
        raise Http404("There is no such message.")
    return HttpResponse(cap.write(message), content_type=f"{cap.CONTENT_TYPE}; charset=utf-8")
