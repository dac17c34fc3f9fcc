"""A site with words in it: a home page, the news, an article, a page."""

import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Collection, Locale, Page, Site

from cms.models import ArticlePage, HomePage, NewsIndexPage, StandardPage, Topic
from cms.setup import make_topics

BODY = [
    ("heading", "Gửi phản ánh thế nào"),
    ("paragraph", "<p>Bạn chụp ảnh, cho biết chỗ nào, rồi bấm gửi.</p>"),
    ("quote", {"text": "Việc nhỏ cũng được trả lời.", "attribution": "Sóc Trăng Số"}),
]


@pytest.fixture
def root(db) -> Page:
    """The root of all pages, also after a test that emptied the database."""
    Locale.objects.get_or_create(language_code="vi")
    if not Collection.objects.exists():
        Collection.add_root(name="Kho chung")
    kind = ContentType.objects.get_for_model(Page)
    return Page.get_first_root_node() or Page.add_root(
        title="Mọi trang", slug="root", content_type=kind
    )


@pytest.fixture
def home(root) -> HomePage:
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    page = root.add_child(instance=HomePage(title="Sóc Trăng Số", slug="trang-chu"))
    Site.objects.create(
        hostname="localhost", root_page=page, is_default_site=True, site_name="Sóc Trăng Số"
    )
    return page


@pytest.fixture
def news(home) -> NewsIndexPage:
    there = NewsIndexPage.objects.in_first_language().first()
    return there or home.add_child(instance=NewsIndexPage(title="Tin tức", slug="tin-tuc"))


def topic_called(slug: str) -> Topic:
    """One of the topics a newsroom begins with."""
    make_topics()
    return Topic.objects.get(slug=slug)


@pytest.fixture
def article(news) -> ArticlePage:
    page = news.add_child(
        instance=ArticlePage(
            title="Chuyển đổi số bắt đầu từ ngọn đèn đường",
            slug="chuyen-doi-so-bat-dau-tu-ngon-den-duong",
            introduction="Phản ánh một bóng đèn hỏng chỉ mất hai phút.",
            topic=topic_called("chuyen-doi-so"),
            body=BODY,
        )
    )
    page.save_revision().publish()
    return page


@pytest.fixture
def about(home) -> StandardPage:
    page = home.add_child(instance=StandardPage(title="Giới thiệu", slug="gioi-thieu", body=BODY))
    page.save_revision().publish()
    return page


@pytest.fixture
def categories(db) -> None:
    """Every kind of report, as loaded on a real portal."""
    call_command("load_report_categories", verbosity=0, stdout=io.StringIO())
