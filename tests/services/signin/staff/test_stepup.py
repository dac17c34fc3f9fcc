"""Exports and deletions are confirmed anew, on every road by which Wagtail offers them."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, resolve
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from cms.models import Alert
from portal.security import STAFF_PREFIX
from services.operations.queue_bulk import ACTIONS
from services.signin.staff import stepup
from tests.people import PASSWORD
from tests.services.signin.staff.conftest import come_in, sign_in, text

CONFIRM = "/tai-khoan/xac-thuc/xac-nhan-lai/"
FETCH = "/tai-khoan/xac-thuc/tai-xuong/"
MINUTE = 60

pytestmark = pytest.mark.django_db


@pytest.fixture
def nas(client, clock, na, nas_telephone) -> Client:
    """Na came in an hour ago, and has been busy since."""
    come_in(client, na, nas_telephone)
    for _ in range(4):
        clock.shift(15 * MINUTE)
        client.get("/quan-tri/phan-anh/")
    return client


def leads_to_confirming(answer) -> str:
    """Where she is led afterwards."""
    assert answer.status_code == 302
    assert urlsplit(answer.url).path == CONFIRM
    (back,) = parse_qs(urlsplit(answer.url).query)["next"]
    return back


@pytest.fixture
def storm() -> Alert:
    return Alert.objects.create(title="Bão số 5")


def test_deleting_is_asked_and_then_done(nas, nas_telephone, storm):
    address = f"/quan-tri/snippets/cms/alert/delete/{storm.pk}/"
    asked = nas.get(address)
    assert leads_to_confirming(asked) == address
    assert "đúng là bạn" in text(nas.get(asked.url))
    assert nas.post(asked.url, {"code": nas_telephone.code()}).url == address
    assert nas.get(address).status_code == 200
    assert Alert.objects.exists()
    nas.post(address)
    assert not Alert.objects.exists()


def test_what_is_sent_without_asking_is_not_done(nas, nas_telephone, storm):
    address = f"/quan-tri/snippets/cms/alert/delete/{storm.pk}/"
    asked = nas.post(address)
    assert leads_to_confirming(asked) == address
    assert nas.post(asked.url, {"code": nas_telephone.code()}).url == address
    assert Alert.objects.exists()


def test_a_confirmation_lasts_ten_minutes(nas, nas_telephone, clock):
    address = "/quan-tri/reports/site-history/?export=csv"
    nas.post(f"{CONFIRM}?next=/quan-tri/", {"code": nas_telephone.code()})
    clock.shift(9 * MINUTE)
    assert nas.get(address)["Content-Type"] == "text/csv"
    clock.shift(2 * MINUTE)
    leads_to_confirming(nas.get(address))


def test_who_has_just_come_in_is_not_asked_again(client, clock, na, nas_telephone):
    come_in(client, na, nas_telephone)
    assert client.get("/quan-tri/reports/site-history/?export=csv").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx", "nonsense"])
def test_a_file_comes_by_way_of_a_page(nas, nas_telephone, kind):
    address = f"/quan-tri/reports/site-history/?action=&export={kind}"
    asked = nas.get(address)
    back = leads_to_confirming(asked)
    assert urlsplit(back).path == FETCH
    page = text(nas.post(asked.url, {"code": nas_telephone.code()}, follow=True))
    assert "Tệp của bạn đang được tải xuống" in page
    assert f'href="{address.replace("&", "&amp;")}" download' in page
    assert 'href="/quan-tri/reports/site-history/?action="' in page


@pytest.mark.parametrize("file", ["https://bad.example/", "//bad.example", "/", "", "javascript:x"])
def test_the_page_of_files_leads_nowhere_else(nas, file):
    assert nas.get(FETCH, {"file": file}).status_code == 403


def test_a_script_that_deletes_hears_a_sentence(nas):
    answer = nas.post(
        "/quan-tri/api/main/pages/1/action/delete/", headers={"accept": "application/json"}
    )
    assert answer.status_code == 403
    assert "xác nhận đúng là bạn" in answer.json()["error_message"]


def test_other_actions_of_the_same_address_are_not_asked(nas):
    answer = nas.post("/quan-tri/api/main/pages/1/action/unpublish/")
    assert answer.status_code != 302


def test_who_has_no_second_factor_confirms_by_password(client, clock, na, settings):
    settings.STAFF_SECOND_FACTOR = False
    sign_in(client, na)
    address = "/quan-tri/reports/site-history/?export=csv"
    assert client.get(address).status_code == 200
    clock.shift(11 * MINUTE)
    asked = client.get(address)
    assert urlsplit(asked.url).path == "/tai-khoan/xac-nhan-lai/"
    answer = client.post(asked.url, {"password": PASSWORD})
    assert unquote(answer.url).endswith(address)
    assert client.get(address).status_code == 200
    assert not Authenticator.objects.exists()


# Every view Wagtail or we have named so far

TELLING = ("delete", "export", "bulk", "download", "remove", "reset", "csv")


def names(patterns, spaces=()):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or ""])
        else:
            space = [pattern.namespace] if pattern.namespace else []
            yield from names(pattern.url_patterns, (*spaces, *space))


def staff_names() -> set[str]:
    (staff,) = [
        resolver
        for resolver in get_resolver().url_patterns
        if str(resolver.pattern) == STAFF_PREFIX.removeprefix("/")
    ]
    return set(names(staff.url_patterns))


# Sound alike and do neither.
HARMLESS = {
    "wagtailadmin_workflows:remove": "Takes a workflow off a page; the workflow stays.",
    "wagtailadmin_password_reset": "Switched off; leads to our own door.",
    "wagtailadmin_password_reset_done": "Switched off.",
    "wagtailadmin_password_reset_confirm": "Switched off.",
    "wagtailadmin_password_reset_complete": "Switched off.",
}


def test_no_view_that_sounds_so_is_forgotten():
    sounding = {name for name in staff_names() if any(word in name for word in TELLING)}
    asked = {
        name
        for name in sounding
        if name in stepup.DOES or is_named(name, stepup.DELETES + stepup.EXPORTS)
    }
    assert len(asked) > 15
    assert sounding - asked - set(stepup.EXEMPT) - set(HARMLESS) == set()


def is_named(name: str, patterns) -> bool:
    class Match:
        view_name = name

    return stepup.named(Match, patterns)


def test_every_exemption_is_still_there_and_has_its_reason():
    for name, reason in (stepup.EXEMPT | HARMLESS).items():
        assert name in staff_names(), name
        assert reason.endswith(".")


# Bulk actions change what can be changed back; deleting is asked.
BULK_ASKED = {"delete"}
BULK_HARMLESS = {
    "publish": "Can be unpublished.",
    "unpublish": "Can be published.",
    "move": "Can be moved back.",
    "add_tags": "Can be taken off.",
    "add_to_collection": "Can be put elsewhere.",
    "assign_role": "Can be taken back.",
    "set_active_state": "Can be set again.",
    **dict.fromkeys(ACTIONS, "A step in the life of a report; another can follow it."),
}


def test_every_bulk_action_is_asked_or_harmless():
    bulk_action_registry._scan_for_bulk_actions()
    known = {
        action
        for models in bulk_action_registry.actions.values()
        for actions in models.values()
        for action in actions
    }
    assert stepup.DOES["wagtail_bulk_action"][1] == BULK_ASKED
    assert known - BULK_ASKED - set(BULK_HARMLESS) == set()


@pytest.mark.parametrize(
    ("address", "is_asked"),
    [
        ("/quan-tri/bulk/wagtailcore/page/delete/?id=1", True),
        ("/quan-tri/bulk/wagtailimages/image/delete/?id=1", True),
        ("/quan-tri/bulk/wagtailcore/page/publish/?id=1", False),
        ("/quan-tri/pages/1/delete/", True),
        ("/quan-tri/images/1/delete/", True),
        ("/quan-tri/images/multiple/1/delete/", True),
        ("/quan-tri/images/multiple/delete_upload/1/", False),
        ("/quan-tri/documents/delete/1/", True),
        ("/quan-tri/snippets/cms/alert/delete/1/", True),
        ("/quan-tri/collections/1/delete/", True),
        ("/quan-tri/sites/delete/1/", True),
        ("/quan-tri/redirects/1/delete/", True),
        ("/quan-tri/forms/submissions/1/delete/", True),
        ("/quan-tri/forms/submissions/1/?export=xlsx", True),
        ("/quan-tri/redirects/?export=csv", True),
        ("/quan-tri/users/xac-thuc/1/", True),
        ("/quan-tri/users/", False),
        ("/quan-tri/pages/1/edit/", False),
    ],
)
def test_the_table_is_read_as_meant(address, is_asked):
    request = RequestFactory().get(address)
    request.resolver_match = resolve(request.path_info)
    assert stepup.is_asked(request) == is_asked
