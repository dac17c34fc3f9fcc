"""What was wrong on a page and is put right: said on the page, with the day it was."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Page

from cms.models.typed import Typed
from cms.skeleton import until_published
from portal.common.moments import today


class Correction(Typed):
    """One correction of a published page."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="corrections")
    made_on = models.DateField(pgettext_lazy("of a correction", "day"), default=today)
    text = models.TextField(
        _("what was wrong, and what is right"),
        max_length=600,
        help_text=_("For example: “We wrote 5 days; it is 3 working days.”"),
    )

    typed_paragraphs = ("text",)

    panels = [FieldPanel("made_on"), FieldPanel("text")]

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return self.text


def corrections_panel() -> InlinePanel:
    return InlinePanel("corrections", heading=_("Corrections"), label=_("Correction"))


def corrected_pages() -> set[int]:
    """Which pages have corrections, by their keys: few, so that the others need not ask."""
    return until_published("corrected", find_corrected_pages)


def find_corrected_pages() -> set[int]:
    return set(Correction.objects.order_by().values_list("page_id", flat=True))
