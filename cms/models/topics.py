"""What news, documents and events are about: a short list, the same for all of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from cms.models.slugs import slug_panel
from cms.models.typed import Typed
from cms.skeleton import until_published
from portal.common.models import Dated


class Topic(Typed, Dated):
    """One of the few things the newsroom writes about; feeds and newsletters follow it."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    name_en = models.CharField(
        _("name in English"),
        max_length=60,
        blank=True,
        help_text=_("Readers of English see it. Empty: the Vietnamese name."),
    )
    name_km = models.CharField(
        _("name in Khmer"),
        max_length=60,
        blank=True,
        help_text=_("Readers of Khmer see it. Empty: the Vietnamese name."),
    )
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

    typed_lines = ("name", "name_en", "name_km", "summary")

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("name_en"),
        FieldPanel("name_km"),
        slug_panel(),
        FieldPanel("summary"),
        FieldPanel("position"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the language being read, as far as it has one."""
        return getattr(self, f"name_{get_language()}", "") or self.name

    @property
    def words_in(self) -> str:
        """The language of its name where the frame speaks another; else nothing."""
        is_read = get_language() == settings.LANGUAGE_CODE or self.label != self.name
        return "" if is_read else settings.LANGUAGE_CODE

    @property
    def public_page(self):
        """The page that gathers what is of this topic, once it is published."""
        page = getattr(self, "page", None)
        return page if page and page.live else None


def known_topic(key: int | None) -> Topic | None:
    """The topic with this key, and its page: what many pages show and seldom changes."""
    if key is None:
        return None
    return until_published(f"topic:{key}", lambda: find_topic(key))


def find_topic(key: int) -> Topic | None:
    return Topic.objects.select_related("page").filter(pk=key).first()
