"""The search page: one box, what was found, and a way on when nothing was."""

from contextlib import suppress
from datetime import timedelta

from django.http import HttpRequest, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from portal.common.languages import in_frame
from portal.common.limits import TooMany, spend
from portal.common.paging import ListPaginator
from portal.pages_cache.sharing import shared_with_all
from portal.search import spelling, unanswered
from portal.search.excerpts import Marker
from portal.search.facets import facets
from portal.search.find import LONGEST_QUESTION, MOST, Found, Question, find, ranked, search
from portal.search.forms import SearchForm
from portal.search.models import SearchDoc
from portal.search.promoted import promoted
from portal.search.suggest import suggestions

PER_PAGE = 10
ICONS = {
    SearchDoc.Kind.PAGE: "newspaper",
    SearchDoc.Kind.DOCUMENT: "gavel",
    SearchDoc.Kind.PROCEDURE: "file-text",
    SearchDoc.Kind.REPORT: "megaphone",
}
IN_VAIN = {"allowed": 30, "per": timedelta(hours=1)}  # Kept of one address.


@require_safe
def results(request):
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/results.html", {"form": form}, status=400)
    question = form.question
    context = {"form": form, "question": question.text, "most": MOST}
    if question.words:
        found = find(question)
        context |= shown_found(found, question, request.GET)
        if not context["any_kind"]:
            context["meant"] = nothing_found(request, question)
    return render(request, "search/results.html", context)


def shown_found(found: Found, question: Question, address: QueryDict) -> dict:
    """One page of results, the facets above them and what editors put first."""
    paginator = ListPaginator(ranked(found.keys, question), PER_PAGE)
    paginator.count = found.total  # Known: no further question.
    page, marker = paginator.get_page(address.get("page")), Marker(question.text)
    return {
        "page": page,
        "total": found.total,
        "is_cut": found.is_cut,
        "any_kind": any(found.facets.values()) or found.total,
        "facets": facets(found, question, address),
        "results": [shown(doc, marker) for doc in page],
        "promoted": promoted(question.text) if page.number == 1 else [],
    }


def nothing_found(request: HttpRequest, question: Question) -> str:
    """What may have been meant, where that finds something; editors learn what was asked."""
    with suppress(TooMany):  # Whoever asks so much is answered, but not written down.
        spend(request, "search-in-vain", **IN_VAIN)
        unanswered.remember(question.text)
    meant = spelling.suggestion(question.text)
    best = search(meant).first() if meant else None
    return spelling.as_written(meant, best.title) if best else ""


def shown(doc: SearchDoc, marker: Marker) -> dict:
    return {
        "url": in_frame(doc.url),
        "title": marker.mark(doc.title),
        "excerpt": marker.excerpt(doc.body),
        "kind": doc.get_kind_display(),
        "icon": ICONS[doc.kind],
        "topic": doc.topic,
        "day": date_format(localtime(doc.at), "SHORT_DATE_FORMAT") if doc.at else "",
    }


@require_safe
@shared_with_all("q")
def suggest(request):
    """Titles that begin like what is being typed, for the box on the search page."""
    text = request.GET.get("q", "")[:LONGEST_QUESTION]
    return JsonResponse({"suggestions": suggestions(text)})
