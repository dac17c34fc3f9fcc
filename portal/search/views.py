"""The search page: one box, what was found, and a way on when nothing was."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.search.excerpts import Marker
from portal.search.find import counts, question_words, search
from portal.search.forms import SearchForm
from portal.search.models import SearchDoc

PER_PAGE = 10
ICONS = {
    SearchDoc.Kind.PAGE: "newspaper",
    SearchDoc.Kind.PROCEDURE: "file-text",
    SearchDoc.Kind.REPORT: "megaphone",
}


@require_safe
def results(request):
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/results.html", {"form": form}, status=400)
    question, kind = form.cleaned_data["q"], form.cleaned_data["kind"]
    context = {"form": form, "question": question}
    if question_words(question):
        context |= found(question, kind, request.GET.get("page"))
    return render(request, "search/results.html", context)


def found(question: str, kind: str, number: str | None) -> dict:
    """One page of results and the tabs above them, in two questions."""
    per_kind = counts(question)
    total = sum(per_kind.values())
    paginator = Paginator(search(question, kind), PER_PAGE)
    paginator.count = per_kind.get(kind, 0) if kind else total  # Known: no third question.
    page, marker = paginator.get_page(number), Marker(question)
    return {
        "page": page,
        "total": total,
        "tabs": tabs(per_kind, total, kind),
        "results": [shown(doc, marker) for doc in page],
    }


def tabs(per_kind: dict[str, int], total: int, chosen: str) -> list[dict]:
    """All, and each kind of which something was found."""
    named = [("", _("All"), total)]
    named += [(kind.value, kind.label, per_kind.get(kind, 0)) for kind in SearchDoc.Kind]
    return [
        {"kind": kind or None, "label": label, "count": count, "is_chosen": kind == chosen}
        for kind, label, count in named
        if count or kind == chosen
    ]


def shown(doc: SearchDoc, marker: Marker) -> dict:
    return {
        "url": doc.url,
        "title": marker.mark(doc.title),
        "excerpt": marker.excerpt(doc.body),
        "kind": doc.get_kind_display(),
        "icon": ICONS[doc.kind],
        "day": date_format(localtime(doc.at), "SHORT_DATE_FORMAT") if doc.at else "",
    }
