"""The editor saves by itself: two people who write at once lose nothing without a word."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.models import ArticlePage
from tests.cms.test_editors import typed

ROUNDS = 5


def save(client: Client, page: ArticlePage, **facts) -> dict:
    """What the editor's own script sends after some seconds, and what it is answered."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, facts, headers={"accept": "application/json"}).json()


def loaded(page: ArticlePage) -> dict:
    """What the editor's form knows of the version it shows."""
    shown = ArticlePage.objects.get(pk=page.pk).latest_revision
    created = shown.created_at.isoformat()
    return {"loaded_revision_id": shown.pk, "loaded_revision_created_at": created}


def newest_title(page: ArticlePage) -> str:
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().title


@pytest.mark.django_db
def test_what_another_saved_meanwhile_is_not_written_over(as_person, rinh, linh, write):
    page = write("Đèn đường")
    both_see = loaded(page)
    first = save(as_person(rinh), page, **typed("Rinh viết"), **both_see)
    second = save(as_person(linh), page, **typed("Linh viết"), **both_see)
    assert first["success"]
    assert (second["success"], second["error_code"]) == (False, "invalid_revision")
    assert second["error_message"] == "Lưu lúc này sẽ ghi đè một phiên bản mới hơn."
    assert newest_title(page) == "Rinh viết"


@pytest.mark.django_db
def test_who_goes_on_writing_writes_over_her_own(as_person, rinh, write):
    page = write("Đèn đường")
    first = save(as_person(rinh), page, **typed("Đèn"), **loaded(page))
    own = {"overwrite_revision_id": first["revision_id"]}
    assert save(as_person(rinh), page, **typed("Đèn sáng"), **loaded(page), **own)["success"]
    assert newest_title(page) == "Đèn sáng"


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_the_same_moment_wait_for_each_other(as_person, rinh, linh, write):
    pages = {"Rinh": write("Của Rinh"), "Linh": write("Của Linh")}
    words = {name: {"title": f"{name} viết", "slug": name.lower()} for name in pages}
    forms = {name: typed(**facts) for name, facts in words.items()}

    def write_on(name: str, person) -> list[bool]:
        client = as_person(person)
        try:
            return [save(client, pages[name], **forms[name])["success"] for _ in range(ROUNDS)]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        saved = list(both.map(write_on, ["Rinh", "Linh"], [rinh, linh]))
    assert saved == [[True] * ROUNDS] * 2
    assert [newest_title(page) for page in pages.values()] == ["Rinh viết", "Linh viết"]
