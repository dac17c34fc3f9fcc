from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet

from cms.blocks import BodyBlock
from cms.models.base import BasePage
from cms.models.images import PortalImage
from portal.common.moments import now

PER_PAGE = 12


class NewsCategory(models.TextChoices):
    DIGITAL = "chuyen-doi-so", _("Digital transformation")
    SERVICES = "dich-vu-cong", _("Public services")
    SMART_CITY = "do-thi-thong-minh", _("Smart city")
    GUIDES = "huong-dan", _("Guides")
    LIFE = "doi-song-so", _("Digital life")


class ArticleQuerySet(PageQuerySet):
    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_on", "-pk")

    def about(self, category: str) -> "ArticleQuerySet":
        """Narrowed to a category; anything unknown narrows nothing."""
        return self.filter(category=category) if category in NewsCategory else self

    def with_pictures(self) -> "ArticleQuerySet":
        """With each picture's sizes, so that a list asks no question per article."""
        return self.select_related("picture").prefetch_related("picture__renditions")


class NewsIndexPage(BasePage):
    """All the news, newest first."""

    template = "cms/pages/news_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]
    max_count = 1

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @property
    def articles(self) -> ArticleQuerySet:
        return ArticlePage.objects.child_of(self).live().public().newest_first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        chosen = request.GET.get("chuyen-muc", "")
        articles = self.articles.about(chosen).with_pictures()
        context["page_obj"] = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
        context["categories"] = NewsCategory.choices
        context["chosen"] = chosen if chosen in NewsCategory else ""
        return context


class ArticlePage(BasePage):
    """One piece of news."""

    category = models.CharField(
        _("category"), max_length=30, choices=NewsCategory, default=NewsCategory.DIGITAL
    )
    published_on = models.DateTimeField(_("date"), default=now, db_index=True)
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

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("category"),
        FieldPanel("published_on"),
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
        FieldPanel("body"),
    ]
    template = "cms/pages/article_page.html"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        others = ArticlePage.objects.sibling_of(self, inclusive=False).live().public()
        context["others"] = others.newest_first().with_pictures()[:3]
        return context
