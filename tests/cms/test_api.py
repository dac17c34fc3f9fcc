"""News for other systems: what everyone may read, with links that lead somewhere."""

import pytest
from wagtail.models import PageViewRestriction

from tests.cms.conftest import new_picture
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
NEWS = "/api/v1/news/"


def test_the_list(client, write, picture):
    write("Đèn sáng", slug="den-sang", introduction="Chỉ hai ngày.", picture=picture)
    found = client.get(NEWS).json()
    assert found["count"] == 1
    assert found["results"][0] | {"published_on": "", "picture": ""} == {
        "slug": "den-sang",
        "title": "Đèn sáng",
        "introduction": "Chỉ hai ngày.",
        "category": "chuyen-doi-so",
        "category_name": "Chuyển đổi số",
        "published_on": "",
        "picture": "",
        "url": "http://testserver/tin-tuc/den-sang/",
    }


def test_a_picture_can_be_fetched(client, write, picture):
    write("Đèn sáng", picture=picture)
    url = client.get(NEWS).json()["results"][0]["picture"]
    fetched = client.get(url)
    assert fetched.headers["Content-Type"] == "image/webp"
    assert fetched.getvalue()
    fetched.close()


def test_every_block_is_readable(client, write, picture):
    birth = ProcedureFactory(birth=True)
    body = [
        ("heading", "Ai đã sửa"),
        ("paragraph", "<p>Bà con <b>mừng</b></p>"),
        ("quote", {"text": "Hết sợ té", "attribution": "Bà Tư", "language": "km"}),
        ("image", {"image": picture, "alt": "Đèn", "caption": "Đêm"}),
        ("procedure", {"procedure": birth, "label": ""}),
    ]
    blocks = client.get(f"{NEWS}{write('Đèn', body=body).slug}/").json()["body"]
    heading, paragraph, quote, image, procedure = [block["value"] for block in blocks]
    assert heading == "Ai đã sửa"
    assert paragraph == "<p>Bà con <b>mừng</b></p>"
    assert quote == {"text": "Hết sợ té", "attribution": "Bà Tư", "language": "km"}
    assert image["image"].startswith("http://testserver/media/images/")
    assert procedure == {"procedure": birth.code, "label": ""}


def test_links_between_pages_are_addresses(client, write):
    other = write("Đèn hư")
    words = f'<p><a linktype="page" id="{other.pk}">bài trước</a></p>'
    article = write("Đèn sáng", body=[("paragraph", words)])
    block = client.get(f"{NEWS}{article.slug}/").json()["body"][0]
    assert f'href="{other.url}"' in block["value"]


def test_drafts_and_closed_articles_are_nobodys_business(client, write):
    closed = write("Chỉ cho cán bộ")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    draft = write("Bản nháp", live=False)
    assert client.get(NEWS).json()["count"] == 0
    for article in (closed, draft):
        assert client.get(f"{NEWS}{article.slug}/").status_code == 404


@pytest.mark.parametrize("how_many", [1, 10])
def test_the_list_asks_no_more_for_more_news(
    client, write, django_assert_max_num_queries, how_many
):
    for number in range(how_many):
        write(f"Tin {number}", picture=new_picture(f"anh-{number}.jpg"))
    client.get(NEWS)  # Of pictures that no worker has seen to, it makes one size each.
    with django_assert_max_num_queries(5):
        client.get(NEWS)
