"""What news, documents and events are about: a short list, the same for all of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from cms.models.slugs import slug_panel
from cms.models.typed import Typed
from portal.common.models import Dated


class Topic(Typed, Dated):
    """One of the few things the newsroom writes about; feeds and newsletters follow it."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(
        pgettext_lazy("of a topic", "address"),
        max_length=60,
        unique=True,
        help_text=_("Part of addresses others keep: better not changed later."),
    )
    summary = models.CharField(
        _("summary"), max_length=200, blank=True, help_text=_("What it holds, in one sentence.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("The smallest comes first.")
    )

    typed_lines = ("name", "summary")

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        slug_panel(),
        FieldPanel("summary"),
        FieldPanel("position"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def public_page(self):
        """The page that gathers what is of this topic, once it is published."""
        page = getattr(self, "page", None)
        return page if page and page.live else None
