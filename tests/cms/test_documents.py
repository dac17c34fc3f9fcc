"""Legal documents: readable, found, and always right about whether they hold."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.models import LegalDocumentIndexPage, LegalDocumentPage
from cms.models.documents import Standing
from portal.common.moments import today
from portal.search.find import search
from tests.cms.pages import a_document, list_of

pytestmark = pytest.mark.django_db
LIST = "/van-ban/"
ONE_DAY = timedelta(days=1)


@pytest.fixture
def document(home):
    """`document("12/QĐ", issuer=…)`: one that everyone may read."""
    return lambda *args, **facts: a_document(home, *args, **facts)


def listed(client, **asked) -> list[str]:
    return [one.number for one in client.get(LIST, asked).context["page_obj"]]


def test_the_list_is_newest_first(client, document):
    document("1/2025/QĐ", issued_on=date(2025, 1, 5))
    document("9/2026/QĐ", issued_on=date(2026, 9, 5))
    assert listed(client) == ["9/2026/QĐ", "1/2025/QĐ"]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "chuyen doi so"},
        {"q": "09/KH-UBND"},
        {"kind": "plan"},
        {"year": "2025"},
        {"issuer": "HĐND thành phố Cần Thơ"},
        {"standing": "pending"},
    ],
)
def test_the_list_is_narrowed(client, document, asked):
    document("1/2026/QĐ")
    document(
        "09/KH-UBND",
        title="Kế hoạch chuyển đổi số",
        kind="plan",
        issuer="HĐND thành phố Cần Thơ",
        issued_on=date(2025, 3, 3),
        effective_from=today() + ONE_DAY,
    )
    assert listed(client, **asked) == ["09/KH-UBND"]


@pytest.mark.parametrize("asked", [{"year": "abc"}, {"kind": "x"}])
def test_nonsense_finds_nothing_and_breaks_nothing(client, document, asked):
    document()
    assert client.get(LIST, asked).status_code == 200
    assert listed(client, **asked) == []


def test_an_empty_list_says_so(client, home):
    list_of(LegalDocumentIndexPage, home)
    assert "empty__title" in client.get(LIST).content.decode()


@pytest.mark.parametrize("how_many", [2, 12])
def test_the_list_asks_no_more_for_more(client, document, django_assert_max_num_queries, how_many):
    for number in range(how_many):
        document(f"{number}/QĐ")
    client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(LIST)


def facts_of(begun: bool, ended: bool, act: str) -> dict:
    """The dates of a document that has begun, or ended, by itself."""
    yesterday = today() - ONE_DAY
    dates = {"issued_on": date(2025, 1, 1)}
    dates["effective_from"] = date(2025, 2, 1) if begun else today() + ONE_DAY
    dates["effective_until"] = (yesterday if begun else today() + 2 * ONE_DAY) if ended else None
    return dates


@pytest.mark.parametrize("begun", [True, False])
@pytest.mark.parametrize("ended", [True, False])
@pytest.mark.parametrize("act", ["", "replaces", "repeals", "amends", "repeals_partly"])
def test_page_and_list_say_the_same_of_its_standing(client, document, begun, ended, act):
    old = document("1/QĐ", **facts_of(begun, ended, act))
    if act:
        document("2/QĐ", issued_on=today(), relations=[(act, old)])
    standing = LegalDocumentPage.objects.get(pk=old.pk).standing
    if not begun:
        assert standing == Standing.PENDING
    elif ended or act in {"replaces", "repeals"}:
        assert standing == Standing.ENDED
    else:
        assert standing == (Standing.PARTLY if act else Standing.IN_FORCE)
    for one in Standing:
        assert ("1/QĐ" in listed(client, standing=one)) == (one == standing)


def test_what_is_not_in_force_yet_ends_nothing(document):
    old = document("1/QĐ")
    document("2/QĐ", effective_from=today() + ONE_DAY, relations=[("replaces", old)])
    assert LegalDocumentPage.objects.get(pk=old.pk).standing == Standing.IN_FORCE


def test_a_draft_ends_nothing_and_is_not_named(client, document):
    old = document("1/QĐ")
    document("2/QĐ-BÍ-MẬT", live=False, relations=[("replaces", old)])
    assert "2/QĐ-BÍ-MẬT" not in client.get(old.url).content.decode()
    assert LegalDocumentPage.objects.get(pk=old.pk).standing == Standing.IN_FORCE


def test_relations_are_told_on_both(client, document):
    old = document("1/QĐ")
    new = document("2/QĐ", relations=[("replaces", old)])
    assert f'<a href="{new.url}" lang="vi">2/QĐ</a>' in client.get(old.url).content.decode()
    assert client.get(old.url).context["later"][0]["page"].number == "2/QĐ"
    assert client.get(new.url).context["earlier"][0]["page"].number == "1/QĐ"


def test_it_can_be_read_without_its_file(client, document):
    file = get_document_model().objects.create(
        title="Văn bản", file=ContentFile(b"%PDF-1.4", "van-ban.pdf")
    )
    page = client.get(document(file=file).url).content.decode()
    assert "Điều 1. Phạm vi điều chỉnh." in page
    assert f'href="{file.url}"' in page


def test_it_is_found_by_number_and_text(document):
    page = document("77/2026/NQ-HĐND")
    for words in ("77/2026/nq-hdnd", "pham vi dieu chinh"):
        assert [doc.url for doc in search(words)] == [page.url]


def test_it_is_found_as_a_document_of_the_day_it_was_issued(document):
    page = document("77/2026/NQ-HĐND")
    found = search("77/2026", kind="document").get()
    assert localtime(found.at).date() == page.issued_on


def test_drafts_and_closed_documents_are_nowhere(client, document):
    draft = document("1/QĐ", live=False)
    closed = document("2/QĐ")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert listed(client) == []
    assert client.get(draft.url).status_code == 404
    assert client.get(closed.url).status_code == 302
    assert list(search("quy dinh")) == []


def test_no_document_ends_before_it_begins(document):
    with pytest.raises(ValidationError):
        document(effective_until=date(2020, 1, 1))


@pytest.fixture
def typed(home):
    """What the editor's form sends for a new document that does something to another."""

    def form(target, act="replaces", **facts) -> dict:
        relation = {"act": act, "target": target.pk, "id": "", "DELETE": ""}
        standard = {
            "title": "Quyết định mới",
            "slug": "quyet-dinh-moi",
            "introduction": "",
            "number": "5/QĐ",
            "kind": "decision",
            "issuer": "UBND",
            "issued_on": "02/03/2026",
            "effective_from": "",
            "effective_until": "",
            "file": "",
            "topic": "",
            "review_by": "",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([]),
            "relations": inline_formset([relation]),
            "corrections": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
        return nested_form_data(standard | facts)

    return form


def send(client, home, form):
    parent = list_of(LegalDocumentIndexPage, home)
    kind = LegalDocumentPage._meta
    address = reverse("wagtailadmin_pages:add", args=["cms", kind.model_name, parent.pk])
    return client.post(address, form)


def test_an_editor_says_what_a_document_replaces(newsroom, as_person, alone, document, typed):
    old = document("1/QĐ")
    send(as_person(alone), newsroom, typed(old))
    new = LegalDocumentPage.objects.get(number="5/QĐ")
    assert new.relations.get().target == old


def test_no_document_changes_a_later_one(newsroom, as_person, alone, document, typed):
    later = document("1/QĐ", issued_on=date(2026, 9, 9))
    send(as_person(alone), newsroom, typed(later))
    assert not LegalDocumentPage.objects.filter(number="5/QĐ").exists()
