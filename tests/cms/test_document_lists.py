"""A list of documents holds files, and legal documents with their standing."""

from datetime import timedelta

import pytest
from wagtail.models import PageViewRestriction

from portal.common.moments import today
from tests.cms.bodies import document
from tests.cms.pages import a_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client, write):
    """What an article shows of these documents."""

    def shown(*documents) -> str:
        chosen = [(kind, one) for kind, one in documents]
        article = write("Giấy tờ", body=[("documents", {"title": "", "documents": chosen})])
        return client.get(article.url).content.decode()

    return shown


def test_a_legal_document_is_listed_with_number_day_and_standing(home, listed):
    decision = a_document(home, "12/2026/QĐ-UBND")
    page = listed(("document", document("mau.pdf")), ("legal", decision))
    assert f'href="{decision.url}"' in page
    assert "12/2026/QĐ-UBND" in page
    assert "02/03/2026" in page
    assert "Đang có hiệu lực" in page
    assert "PDF" in page


def test_its_standing_is_that_of_today(home, listed):
    later = a_document(home, "7/2026/QĐ-UBND", effective_from=today() + timedelta(days=9))
    assert "Chưa có hiệu lực" in listed(("legal", later))


def test_a_draft_or_a_closed_one_is_not_listed(home, listed):
    draft = a_document(home, "1/2026/QĐ-UBND", live=False)
    closed = a_document(home, "2/2026/QĐ-UBND")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    page = listed(("legal", draft), ("legal", closed))
    assert "1/2026/QĐ-UBND" not in page
    assert "2/2026/QĐ-UBND" not in page


def test_other_systems_are_led_to_it(client, home, write):
    decision = a_document(home)
    block = {"title": "", "documents": [("legal", decision)]}
    article = write("Giấy tờ", body=[("documents", block)])
    [told] = client.get(f"/api/v1/news/{article.slug}/").json()["body"]
    assert told["value"]["documents"][0]["value"] == f"http://testserver{decision.url}"
