"""A partner answers by the link in its letter: in Vietnamese, without account, one request."""

from datetime import timedelta

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from portal.common.limits import spend
from services.reports import actions, partner_links, telling
from services.reports.forms import PartnerAnswerForm
from services.reports.models import PartnerRequest, Report
from services.reports.views import by_link

MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}"


@never_cache
def answer_as_partner(request, token: str):
    spend(request, "reports.partner", allowed=120, per=timedelta(hours=1))
    with override(settings.LANGUAGE_CODE):
        asked = partner_links.read(token)
        if asked is not None and asked.answered_at:
            return render(request, "reports/partner_answered.html")
        if asked is None or not asked.is_open:  # The same for both: it tells nothing.
            return render(request, "reports/partner_over.html", status=404)
        return ask(request, asked)


def ask(request, asked: PartnerRequest):
    def show(form: PartnerAnswerForm, *, status: int):
        context = {"asked": asked, "form": form, **what_is_known(asked.report)}
        return render(request, "reports/partner.html", context, status=status)

    def take(form: PartnerAnswerForm):
        return actions.partner_answers(asked, **form.told)

    return by_link.ask(request, PartnerAnswerForm, "reports.partner_answer", take=take, show=show)


def what_is_known(report: Report) -> dict:
    """What helps whoever goes there; of what is not for everyone, its kind and its commune."""
    in_full = report.shows_words
    has_pin = in_full and report.lat is not None and report.lon is not None
    return {
        "report": report,
        "words": report.public_description if in_full else "",
        "place": place(report, in_full=in_full),
        "map_url": MAP.format(lat=report.lat, lon=report.lon) if has_pin else "",
        "albums": telling.albums(report) if in_full else [],
    }


def place(report: Report, *, in_full: bool) -> str:
    where = report.public_address if in_full else ""
    return f"{where}, {report.commune}" if where else str(report.commune)
