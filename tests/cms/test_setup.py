"""`load_site` makes a working empty site of what Wagtail leaves, and may be run again."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Workflow

from cms import setup
from cms.models import HomePage, NewsIndexPage
from cms.reading import read
from portal.accounts.actions import join
from portal.accounts.roles import Role

pytestmark = pytest.mark.django_db
EDITORS, PUBLISHERS = "Biên tập viên", "Người duyệt đăng"
LISTS = [title for _kind, title, _slug, _introduction in setup.LISTS]
PAGES = [page["title"] for page in read("pages.json")]


@pytest.fixture
def site(root) -> HomePage:
    """A site as `load_site` leaves it."""
    load_site()
    return HomePage.objects.in_first_language().get()


def load_site() -> str:
    said = io.StringIO()
    call_command("load_site", stdout=said)
    return said.getvalue()


def test_residents_find_a_home_and_the_news(client, site):
    assert client.get("/").status_code == 200
    assert "Chưa có tin trong mục này" in client.get("/tin-tuc/").content.decode()


def test_the_foot_of_the_page_leads_somewhere(client, site):
    lists = [f"/{slug}/" for _kind, _title, slug, _introduction in setup.LISTS]
    for address in ["/gioi-thieu/", "/tro-nang/", "/quyen-rieng-tu/", "/lien-he/", *lists]:
        assert client.get(address).status_code == 200, address


def test_wagtails_welcome_is_gone(site):
    assert {page.title for page in Page.objects.filter(depth=2)} == {"Sóc Trăng Số"}


def test_no_english_name_is_left(site):
    written = Page.objects.filter(locale__language_code="vi")
    named = [*written, *Collection.objects.all(), *Group.objects.all()]
    named += [*Workflow.objects.all(), *GroupApprovalTask.objects.all()]
    names = {str(one) for one in named}
    assert names == {
        "Mọi trang",
        "Sóc Trăng Số",
        *LISTS,
        *PAGES,
        "Kho chung",
        EDITORS,
        PUBLISHERS,
        "Duyệt trước khi đăng",
    }


def test_the_site_stands_at_the_address_of_the_settings(root, settings):
    settings.SITE_URL = "https://soctrang.example"
    load_site()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("soctrang.example", 443, True)
    settings.SITE_URL = "http://127.0.0.1:8130"
    assert "http://127.0.0.1:8130/" in load_site()


def test_run_again_it_changes_nothing(site):
    site.title = "Cổng số"
    site.save_revision().publish()
    Group.objects.get(name=EDITORS).permissions.clear()
    load_site()
    assert HomePage.objects.in_first_language().get().title == "Cổng số"
    assert not Group.objects.get(name=EDITORS).permissions.exists()
    assert NewsIndexPage.objects.in_first_language().count() == 1
    assert Workflow.objects.count() == 1


def test_those_who_write_already_keep_writing(root, lan, minh, soc_trang_office):
    Group.objects.get_or_create(name="Moderators")[0].user_set.add(lan)
    join(minh, soc_trang_office, Role.EDITOR)
    load_site()
    assert lan.groups.get().name == PUBLISHERS
    assert minh.groups.get().page_permissions.exists()


def test_publishers_approve(site):
    workflow = site.get_workflow()
    task = workflow.tasks.get().specific
    assert [group.name for group in task.groups.all()] == [PUBLISHERS]


def test_only_publishers_publish(site):
    publish = Permission.objects.get(codename="publish_page")
    groups = Group.objects.filter(page_permissions__permission=publish).distinct()
    assert [group.name for group in groups] == [PUBLISHERS]
