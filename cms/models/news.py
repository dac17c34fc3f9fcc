from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet, PageViewRestriction

from cms.blocks import BodyBlock
from cms.models.base import BasePage
from cms.models.images import PortalImage, fetch_sizes
from portal.common.moments import now

PER_PAGE = 12
RELATED = 3
RECENT = 30  # Among so many of the newest we look for what is related.


class NewsCategory(models.TextChoices):
    DIGITAL = "chuyen-doi-so", _("Digital transformation")
    SERVICES = "dich-vu-cong", _("Public services")
    SMART_CITY = "do-thi-thong-minh", _("Smart city")
    GUIDES = "huong-dan", _("Guides")
    LIFE = "doi-song-so", _("Digital life")


class ArticleQuerySet(PageQuerySet):
    def published(self) -> "ArticleQuerySet":
        """Those everyone may read; as Wagtail's `public`, without a question beforehand."""
        path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        closed = PageViewRestriction.objects.alias(path=path)
        return self.live().exclude(Exists(closed.filter(path__startswith=F("page__path"))))

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_on", "-pk")

    def about(self, category: str) -> "ArticleQuerySet":
        """Narrowed to a category; anything unknown narrows nothing."""
        return self.filter(category=category) if category in NewsCategory else self

    def as_cards(self) -> "ArticleQuerySet":
        """What a list shows, newest first: pictures, and no bodies."""
        return self.published().newest_first().select_related("picture").defer("body")

    def with_sizes(self) -> "ArticleQuerySet":
        """With each picture's sizes, so that a list asks no question per article."""
        return self.prefetch_related("picture__renditions")


class NewsIndexPage(BasePage):
    """All the news, newest first."""

    template = "cms/pages/news_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]
    max_count = 1

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def route(self, request, path_components):
        """Finds an article whole, with its picture; Wagtail asks three times."""
        if len(path_components) != 1:
            return super().route(request, path_components)
        articles = ArticlePage.objects.child_of(self).select_related("picture")
        article = get_object_or_404(articles, slug=path_components[0])
        article._cached_parent_obj = self  # As Wagtail's own `route` does.
        return article.route(request, [])

    def get_context(self, request, *args, **kwargs):
        asked = request.GET.get("chuyen-muc", "")
        articles = ArticlePage.objects.as_cards().with_sizes().about(asked)
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": Paginator(articles, PER_PAGE).get_page(request.GET.get("page")),
            "categories": NewsCategory.choices,
            "chosen": asked if asked in NewsCategory else "",
        }


class ArticlePage(BasePage):
    """One piece of news."""

    category = models.CharField(
        _("category"), max_length=30, choices=NewsCategory, default=NewsCategory.DIGITAL
    )
    published_on = models.DateTimeField(
        pgettext_lazy("of an article", "date"),
        default=now,
        db_index=True,
        help_text=_("The day readers see; the newest come first."),
    )
    picture = models.ForeignKey(
        PortalImage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=250,
        blank=True,
        help_text=_("What one sees, read aloud to people who cannot. Empty: decoration only."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"))

    objects = PageManager.from_queryset(ArticleQuerySet)()

    typed_lines = (*BasePage.typed_lines, "picture_alt")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["picture", "picture_alt"], _("Picture at the top")),
        FieldPanel("body"),
        MultiFieldPanel(["category", "published_on"], _("In the list")),
    ]
    template = "cms/pages/article_page.html"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def pictures(self) -> list:
        """Every picture it shows."""
        return [self.picture, *self.body.stream_block.pictures(self.body)]

    def get_context(self, request, *args, **kwargs):
        others = self.others()
        fetch_sizes([*self.pictures, *(other.picture for other in others)])
        return super().get_context(request, *args, **kwargs) | {"others": others}

    def others(self) -> list["ArticlePage"]:
        """What to read next: the newest, those of the same category first."""
        recent = ArticlePage.objects.as_cards().exclude(pk=self.pk)[:RECENT]
        return sorted(recent, key=lambda one: one.category != self.category)[:RELATED]
