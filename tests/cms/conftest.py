"""A newsroom: who writes, who approves, and what they have to work with."""

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.test import Client

from cms.models import ArticlePage, HomePage, NewsIndexPage, PortalImage
from cms.newsroom import open_newsroom
from cms.setup import make_topics, name_roots
from portal.accounts.actions import join
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.people import person
from tests.pictures import a_photo
from tests.pieces import caches_that_keep
from tests.site import topic_called


@pytest.fixture
def newsroom(home) -> HomePage:
    """As a real portal has it: groups with their rights, approval, topics; but no lists yet."""
    name_roots()
    make_topics()
    open_newsroom(home)
    return home


@pytest.fixture
def rinh(newsroom, soc_trang_office) -> User:
    """Rinh writes."""
    editor = person("rinh@example.vn", "Kim Sa Rinh")
    join(editor, soc_trang_office, Role.EDITOR)
    return editor


@pytest.fixture
def linh(newsroom, soc_trang_office) -> User:
    """Linh approves what others write."""
    publisher = person("linh@example.vn", "Trương Mỹ Linh")
    join(publisher, soc_trang_office, Role.PUBLISHER)
    return publisher


@pytest.fixture
def thu(newsroom, soc_trang_office) -> User:
    """Thu approves, too."""
    publisher = person("thu@example.vn", "Lâm Thị Thu")
    join(publisher, soc_trang_office, Role.PUBLISHER)
    return publisher


@pytest.fixture
def alone(linh) -> User:
    """Linh where she runs the portal alone: she may let out what she wrote herself."""
    linh.is_superuser = True
    linh.save(update_fields=["is_superuser"])
    return linh


@pytest.fixture
def picture(db) -> PortalImage:
    return new_picture()


def new_picture(name: str = "den-duong.jpg") -> PortalImage:
    return PortalImage.objects.create(
        title="Đèn đường", credit="Ảnh: Thạch Na", file=ContentFile(a_photo(), name=name)
    )


@pytest.fixture
def write(news):
    """`write("Đèn sáng")`: an article everyone may read; `write("Đèn sáng", live=False)`."""

    def written(title: str, **facts) -> ArticlePage:
        facts.setdefault("body", [("paragraph", "<p>Bà con rất vui.</p>")])
        facts.setdefault("topic", topic_called("chuyen-doi-so"))
        return add(news, ArticlePage(title=title, **facts))

    return written


def add(parent: NewsIndexPage, page: ArticlePage) -> ArticlePage:
    """Put a page below another, and publish it unless it is a draft."""
    live = page.live
    parent.add_child(instance=page)
    if live:
        page.save_revision().publish()
    return page


@pytest.fixture
def as_person():
    """A browser in which this person has signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="portal.accounts.backends.MembershipBackend")
        return client

    return signed_in


@pytest.fixture
def fragments_kept(settings, monkeypatch):
    """Pieces of pages are kept, as on a real portal; what was published is known at once."""
    monkeypatch.setattr("portal.pages_cache.edition.LOOK_EVERY", 0)
    settings.CACHES = caches_that_keep()
    caches["fragments"].clear()
    yield
    caches["fragments"].clear()
