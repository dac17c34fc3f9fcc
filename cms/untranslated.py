"""Which pages have no translation yet, or one from before they were changed.

The first screen of those who translate shows the most important; a report shows them all.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from cms.models.public import PublicPageQuerySet
from portal.common.languages import translations
from portal.common.moments import now

MOST = 10  # On the first screen.
LASTING = 3  # Home, the lists and the pages beside them stand so deep, and stay.
LATELY = timedelta(days=30)
TRANSLATE = "simple_translation.submit_translation"
MISSING = pgettext_lazy("a translation", "Missing")
BEGUN = pgettext_lazy("a translation", "Begun, not published")
OLDER = pgettext_lazy("a translation", "Older than the page")


def untranslated() -> PublicPageQuerySet:
    """Published pages that want a translation; the highest come first, then the newest."""
    pages, wanting = PublicPageQuerySet(Page).published().in_first_language(), Q()
    for language in translations():
        same = Page.objects.filter(translation_key=OuterRef("translation_key"))
        same = same.filter(locale__language_code=language)
        since = Subquery(same.live().values("last_published_at")[:1])
        pages = pages.annotate(
            **{f"in_{language}": since, f"page_{language}": Subquery(same.values("pk")[:1])}
        )
        wanting |= Q(**{f"in_{language}": None})
        wanting |= Q(**{f"in_{language}__lt": F("last_published_at")})
    return pages.filter(wanting, depth__gt=1).order_by("depth", "-first_published_at", "-pk")


def important() -> PublicPageQuerySet:
    """Of these the pages that last, and the latest of the others."""
    is_new = Q(depth__gt=LASTING, first_published_at__gte=now() - LATELY)
    return untranslated().filter(Q(depth__lte=LASTING) | is_new)


def told(pages) -> list[Page]:
    """Each page with what it `wants`: in which languages, and where its old translation is."""
    pages = list(pages)
    for page in pages:
        page.wants = [want(page, code) for code in translations() if wants(page, code)]
    return pages


def wants(page: Page, language: str) -> bool:
    translated_at, changed_at = getattr(page, f"in_{language}"), page.last_published_at
    return translated_at is None or (changed_at is not None and translated_at < changed_at)


def want(page: Page, language: str) -> dict:
    is_published = getattr(page, f"in_{language}") is not None
    there = getattr(page, f"page_{language}")
    state = OLDER if is_published else BEGUN if there else MISSING
    return {"language": dict(settings.LANGUAGES)[language], "state": state, "page": there}


class Untranslated(Component):
    """On the first screen of those who may translate."""

    order = 320  # Below what waits for somebody.
    template_name = "cms/untranslated.html"

    def get_context_data(self, parent_context):
        if not parent_context["request"].user.has_perm(TRANSLATE):
            return {}
        return {"pages": told(important()[:MOST])}


class UntranslatedReport(PageReportView):
    """All of them, for those who may translate."""

    page_title = _("Translations that are missing")
    header_icon = "globe"
    permission_required = TRANSLATE
    results_template_name = "cms/untranslated_results.html"
    index_url_name = "untranslated_report"
    index_results_url_name = "untranslated_report_results"
    list_export: list[str] = []

    def user_has_permission(self, permission):
        return self.request.user.has_perm(permission)

    def get_queryset(self):
        self.queryset = untranslated().select_related("content_type")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        return told(object_list)
