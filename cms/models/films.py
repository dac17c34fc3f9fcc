"""Films of our own, each on a page with its captions and its words to read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.rich_text import get_text_for_indexing

from cms.blocks.media import misfits_of_film
from cms.blocks.words import FEATURES
from cms.elsewhere import film_facts
from cms.forms.films import PARTS, FilmPageForm
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage
from cms.models.finding import DoorPage
from cms.models.images import PortalImage
from cms.models.public import PublicPageQuerySet
from cms.models.topics import Topic
from portal.common.moments import today
from portal.workdays.calendar import start_of_day

OTHERS = 3


class FilmQuerySet(PublicPageQuerySet):
    def newest_first(self) -> "FilmQuerySet":
        return self.order_by("-filmed_on", "-pk")

    def as_cards(self) -> "FilmQuerySet":
        """What a list shows, newest first, with everything its pictures are drawn from."""
        films = self.published().newest_first().select_related("poster")
        return films.prefetch_related("poster__renditions").defer("body", "transcript")


class FilmIndexPage(DoorPage):
    """Every film, the newest first."""

    template = "cms/pages/film_index_page.html"
    subpage_types = ["cms.FilmPage"]
    reads = ("page",)

    class Meta:
        verbose_name = _("list of films")
        verbose_name_plural = _("lists of films")

    def below(self):
        return FilmPage.objects.select_related("file", "captions", "poster", "topic__page")

    def found(self, request) -> dict:
        return {"rows": FilmPage.objects.as_cards().beside(self)}


class FilmPage(BodiedPage):
    """One film that people who cannot hear or see it can follow too."""

    # Empty only in drafts: none is `blank`, so every door asks for all three before it goes out.
    file = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("Film"),
        help_text=_("An MP4 or WebM file among documents."),
    )
    captions = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("Captions"),
        help_text=_("What is said and heard, as a VTT file among documents."),
    )
    poster = models.ForeignKey(
        PortalImage,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("Picture before it plays"),
    )
    transcript = RichTextField(_("All that is said, to read"), features=FEATURES, blank=True)
    is_wordless = models.BooleanField(_("Nobody speaks in it"), default=False)
    filmed_on = models.DateField(pgettext_lazy("of a film", "filmed on"), default=today)
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )

    objects = PageManager.from_queryset(FilmQuerySet)()

    card_kind = "video.other"
    typed_paragraphs = (*BasePage.typed_paragraphs, "transcript")
    base_form_class = FilmPageForm

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["file", "captions", "poster"], _("Film")),
        MultiFieldPanel(["transcript", "is_wordless"], _("For those who cannot hear it")),
        FieldRowPanel(["filmed_on", "topic"]),
        FieldPanel("body", heading=_("Good to know")),
    ]
    template = "cms/pages/film_page.html"
    parent_page_types = ["cms.FilmIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")

    @property
    def pictures(self) -> list:
        return [self.poster, *super().pictures]

    @property
    def shapes(self) -> set[str]:
        return {"body", *super().shapes}

    @property
    def card_picture(self) -> PortalImage | None:
        return self.poster

    @property
    def findable_at(self):
        return start_of_day(self.filmed_on)

    @property
    def findable_words(self) -> str:
        return f"{super().findable_words} {get_text_for_indexing(self.transcript)}"

    def misfits(self) -> dict[str, str]:
        """What its form says beside each part, for the doors that have no form."""
        return misfits_of_film({name: getattr(self, name) for name in PARTS})

    def facts_for_machines(self, address: str, picture: str) -> list[dict]:
        return film_facts(self, address, picture)

    def get_context(self, request, *args, **kwargs):
        others = FilmPage.objects.as_cards().beside(self).exclude(pk=self.pk)[:OTHERS]
        return super().get_context(request, *args, **kwargs) | {"others": others}
