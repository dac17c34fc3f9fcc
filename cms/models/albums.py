"""Albums: the pictures of an event side by side, and each as large as the screen."""

import re

from django.core.paginator import Page
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultipleChooserPanel
from wagtail.models import Orderable, PageManager
from wagtail.url_routing import RouteResult

from cms.elsewhere import album_facts, shared_url
from cms.models.base import BasePage
from cms.models.finding import DoorPage
from cms.models.images import PortalImage, fetch_sizes
from cms.models.public import PublicPageQuerySet
from cms.models.topics import Topic
from cms.models.typed import Typed
from portal.common.moments import today
from portal.workdays.calendar import start_of_day

FEWEST, MOST = 2, 100
NUMBER = re.compile(r"[1-9][0-9]{0,2}")


class AlbumQuerySet(PublicPageQuerySet):
    def newest_first(self) -> "AlbumQuerySet":
        return self.order_by("-taken_on", "-pk")

    def as_cards(self) -> "AlbumQuerySet":
        """What a list shows, newest first: how many pictures, and which stands for them."""
        first = AlbumPicture.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
        return (
            self.published()
            .newest_first()
            .annotate(how_many=Count("entries"), cover_id=Subquery(first.values("image")[:1]))
        )


class AlbumIndexPage(DoorPage):
    """The library of pictures: every album, the newest first."""

    template = "cms/pages/album_index_page.html"
    subpage_types = ["cms.AlbumPage"]
    reads = ("page",)

    class Meta:
        verbose_name = _("library of pictures")
        verbose_name_plural = _("libraries of pictures")

    def below(self):
        return AlbumPage.objects.select_related("topic__page")

    def found(self, request) -> dict:
        return {"rows": AlbumPage.objects.as_cards().beside(self)}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"albums": with_covers(context["page_obj"])}


def with_covers(albums: Page) -> list["AlbumPage"]:
    """These albums, each with its cover and all that it is drawn from, in two questions."""
    pictures = PortalImage.objects.prefetch_related("renditions")
    covers = pictures.in_bulk([album.cover_id for album in albums])
    for album in albums:
        album.cover = covers.get(album.cover_id)
    return list(albums)


class AlbumPage(BasePage):
    """The pictures of one event; each has an address of its own, where it is shown large."""

    taken_on = models.DateField(pgettext_lazy("of pictures", "taken on"), default=today)
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )

    objects = PageManager.from_queryset(AlbumQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel(["taken_on", "topic"]),
        MultipleChooserPanel(
            "entries",
            chooser_field_name="image",
            heading=_("Pictures"),
            label=_("Picture"),
            min_num=FEWEST,
            max_num=MOST,
            help_text=_("Choose many at once; the first one stands for the album."),
        ),
    ]
    template = "cms/pages/album_page.html"
    parent_page_types = ["cms.AlbumIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("album of pictures")
        verbose_name_plural = _("albums of pictures")

    @property
    def pictures(self) -> list[PortalImage]:
        return [entry.image for entry in self.shown]

    @cached_property
    def shown(self) -> list["AlbumPicture"]:
        """Its pictures in their order, asked for once."""
        return list(self.entries.select_related("image"))

    @property
    def card_picture(self) -> PortalImage | None:
        return self.pictures[0] if self.shown else None

    @property
    def findable_at(self):
        return start_of_day(self.taken_on)

    @property
    def findable_words(self) -> str:
        told = [f"{entry.caption} {entry.alt}" for entry in self.shown]
        return " ".join([super().findable_words, *told])

    def must_mend(self) -> list[str]:
        lacks_some = self.entries.count() < FEWEST
        return [str(_("An album shows at least two pictures."))] if lacks_some else []

    def facts_for_machines(self, address: str, picture: str) -> list[dict]:
        return album_facts(self)

    def route(self, request, path_components):
        """`3/` below an album is its third picture."""
        if self.live and len(path_components) == 1 and NUMBER.fullmatch(path_components[0]):
            return RouteResult(self, kwargs={"number": int(path_components[0])})
        return super().route(request, path_components)

    def get_template(self, request, *args, number: int = 0, **kwargs):
        return "cms/pages/album_picture.html" if number else self.template

    def get_context(self, request, *args, number: int = 0, **kwargs):
        if number > len(self.shown):
            raise Http404("The album has no such picture.")
        fetch_sizes(self.pictures, ["large"] if number else ["tile"])
        context = super().get_context(request, *args, **kwargs)
        return context | self.one(number, request, context["card"]) if number else context

    def one(self, number: int, request, card: dict) -> dict:
        """One of its pictures, with the numbers of those before and after it."""
        entry, library = self.shown[number - 1], self.get_parent()
        told = {
            "title": gettext("Picture %(number)s: %(name)s")
            % {"number": number, "name": card["title"]},
            "description": entry.caption or entry.alt,
            "picture": shared_url(entry.image, request),
        }
        return {
            "entry": entry,
            "number": number,
            "before": number - 1,
            "after": number + 1 if number < len(self.shown) else 0,
            "trail": [{"label": one.title, "url": one.url} for one in (library, self)],
            "card": card | told,
        }


class AlbumPicture(Typed, Orderable):
    """A picture in an album: what one sees, and what there is to say of it."""

    page = ParentalKey(AlbumPage, related_name="entries")
    image = models.ForeignKey(
        PortalImage, models.PROTECT, related_name="+", verbose_name=_("Image")
    )
    alt = models.CharField(
        _("Description"),
        max_length=250,
        help_text=_("What one sees, read aloud to people who cannot."),
    )
    caption = models.CharField(_("Caption"), max_length=250, blank=True)

    typed_lines = ("alt", "caption")
    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = _("picture in an album")
        verbose_name_plural = _("pictures in an album")

    def __str__(self) -> str:
        return self.caption or self.alt
