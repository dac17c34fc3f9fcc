"""Which site is asked for, and its home page, with one question."""

import pytest
from wagtail.models import Site

from cms.models import HomePage
from cms.skeleton import site_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(home) -> Site:
    """A second site, at a host and a port of its own."""
    root = home.get_parent().specific.add_child(instance=HomePage(title="Xã", slug="xa"))
    return Site.objects.create(hostname="xa.example", port=8080, root_page=root)


def asked_at(rf, host: str, port: int = 80) -> Site:
    return site_of(rf.get("/", HTTP_HOST=f"{host}:{port}", SERVER_PORT=str(port)))


@pytest.mark.parametrize("port", [80, 8080])
def test_the_site_at_a_host_is_found_whatever_its_port(rf, other, port):
    assert asked_at(rf, "xa.example", port) == other


def test_the_nearest_port_comes_first(rf, home, other):
    nearer = Site.objects.create(hostname="xa.example", port=80, root_page=home)
    assert asked_at(rf, "xa.example") == nearer
    assert asked_at(rf, "xa.example", 8080) == other


def test_an_unknown_host_is_the_site_that_stands_for_all(rf, home, other):
    assert asked_at(rf, "khac.example").root_page == home


def test_its_home_page_comes_with_it(rf, home, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = asked_at(rf, "localhost").root_page
        assert type(found) is HomePage
        assert (found.title, found.url_path) == (home.title, home.url_path)


def test_a_root_of_another_kind_is_itself(rf, about):
    Site.objects.update(root_page=about)
    assert asked_at(rf, "localhost").root_page.specific_class is type(about)


def test_without_a_site_there_is_none(rf, home):
    Site.objects.all().delete()
    assert asked_at(rf, "localhost") is None
