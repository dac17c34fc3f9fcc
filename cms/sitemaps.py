"""What search engines are shown: every page everyone may read, every procedure, the latest news,
and the alerts in force.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.alerts.cap import readable
from cms.models import AlertMessage, ArticlePage, HomePage
from cms.models.public import PublicPageQuerySet
from portal.common.languages import home_url
from portal.common.moments import now
from portal.pages_cache.sharing import shared_with_all
from services.procedures.models import Procedure

PER_FILE = 5_000
FRESH = timedelta(days=2)  # So long search engines take an article for news.
MOST_NEWS = 1_000
SHOWN = ("title", "url_path", "path", "depth", "published_on", "locale__language_code")
HOME_DEPTH = 2
NOT_FOR_MACHINES = ("/quan-tri/", "/tai-khoan/", "/tim-kiem/")


class PageMap(Sitemap):
    """Every published page; of each only where it is and when it changed."""

    limit = PER_FILE

    def items(self):
        pages = PublicPageQuerySet(Page).published().filter(depth__gte=HOME_DEPTH).order_by("pk")
        return pages.values_list("url_path", "last_published_at")

    def location(self, item) -> str:
        for root, home in self.homes.items():
            if item[0].startswith(root):
                return home + item[0].removeprefix(root)
        return f"/{item[0]}"

    def lastmod(self, item):
        return item[1]

    def get_latest_lastmod(self):
        return self.items().aggregate(latest=Max("last_published_at"))["latest"]

    @cached_property
    def homes(self) -> dict[str, str]:
        """The paths of the home pages, which no address shows, and what each shows instead."""
        homes = HomePage.objects.values_list("url_path", "locale__language_code")
        return {path: home_url(language) for path, language in homes}


class ProcedureMap(Sitemap):
    limit = PER_FILE

    def items(self):
        return Procedure.objects.active().order_by("code").values_list("code", "updated_at")

    def location(self, item) -> str:
        return reverse("procedures:detail", args=[item[0]])

    def lastmod(self, item):
        return item[1]

    def get_latest_lastmod(self):
        return Procedure.objects.active().aggregate(latest=Max("updated_at"))["latest"]


class AlertMap(Sitemap):
    """The list of alerts, and each that is in force, with when it was last told."""

    limit = PER_FILE

    @property
    def told(self):
        return AlertMessage.objects.latest_told().not_over()

    def items(self):
        return [(None, None), *self.told.order_by("pk").values_list("alert", "at")]

    def location(self, item) -> str:
        return reverse("cms:alert", args=[item[0]]) if item[0] else reverse("cms:alerts")

    def lastmod(self, item):
        return item[1]

    def get_latest_lastmod(self):
        return self.told.aggregate(latest=Max("at"))["latest"]


class NewsMap(Sitemap):
    """The articles of the last two days, as news searches want them."""

    limit = MOST_NEWS

    def items(self):
        moment = now()
        lately = ArticlePage.objects.published().filter(
            published_on__gt=moment - FRESH, published_on__lte=moment
        )
        articles = list(lately.newest_first().select_related("locale").only(*SHOWN)[:MOST_NEWS])
        for article in articles:
            article.title = readable(article.title)
        return articles

    def location(self, article: ArticlePage) -> str:
        return article.url


SECTIONS = {"trang": PageMap, "thu-tuc": ProcedureMap, "canh-bao": AlertMap}


@require_safe
@shared_with_all()
def index(request: HttpRequest) -> HttpResponse:
    return views.index(request, SECTIONS, sitemap_url_name="sitemap_section").render()


@require_safe
@shared_with_all("p")
def section(request: HttpRequest, section: str) -> HttpResponse:
    with override(settings.LANGUAGE_CODE):
        return views.sitemap(request, SECTIONS, section=section).render()


@require_safe
@shared_with_all()
def news(request: HttpRequest) -> HttpResponse:
    template = "cms/sitemap_news.xml"
    with override(settings.LANGUAGE_CODE):
        return views.sitemap(request, {"news": NewsMap}, template_name=template).render()


@require_safe
@shared_with_all()
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may walk through, and where the maps are."""
    maps = [request.build_absolute_uri(reverse(name)) for name in ("sitemap", "sitemap_news")]
    lines = ["User-agent: *"]
    for path in NOT_FOR_MACHINES:
        lines += [f"Disallow: {path}", f"Disallow: /en{path}"]
    lines += ["", *[f"Sitemap: {address}" for address in maps], ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
