"""Albums: the pictures of an event side by side, and each at its own address."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from cms.models import AlbumIndexPage
from portal.search.find import search
from tests.cms.conftest import new_picture
from tests.cms.pages import an_album, list_of
from tests.site import topic_called

pytestmark = pytest.mark.django_db
LIST = "/thu-vien-anh/"


@pytest.fixture
def pictures() -> list:
    return [new_picture(f"anh-{number}.jpg") for number in range(3)]


@pytest.fixture
def album(home, pictures):
    page = an_album(home, pictures, taken_on=date(2026, 11, 20), topic=topic_called("doi-song-so"))
    page.entries.update(caption="")
    return page


def read(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def facts(page: BeautifulSoup) -> dict[str, dict]:
    told = json.loads(page.find("script", type="application/ld+json").string)
    return {one["@type"]: one for one in told["@graph"]}


def test_the_library_shows_each_album_by_its_first_picture(client, album, pictures):
    [card] = read(client, LIST).select(".card")
    assert card.a["href"] == album.url
    assert "20/11/2026 · 3 ảnh" in card.text
    assert "anh-0" in card.img["src"]


def test_an_empty_library_says_so(client, home):
    list_of(AlbumIndexPage, home)
    assert read(client, LIST).select(".empty__title")


def test_every_picture_is_described_credited_and_leads_to_itself(client, album):
    page = read(client, album.url)
    shown = page.select(".album li")
    assert [one.img["alt"] for one in shown] == [f"Bà con xem ảnh {place}" for place in (1, 2, 3)]
    assert [one.a["href"] for one in shown] == [
        f"{album.url}{place}/#picture" for place in (1, 2, 3)
    ]
    assert all("Ảnh: Thạch Na" in one.figcaption.text for one in shown)


def test_one_picture_leads_to_those_beside_it(client, album):
    page = read(client, f"{album.url}2/")
    assert page.select_one(".figure img")["alt"] == "Bà con xem ảnh 2"
    assert "Ảnh 2 trên 3" in page.text
    beside = {one["rel"][0]: one["href"] for one in page.select(".pages a[rel]")}
    assert beside == {"prev": f"{album.url}1/#picture", "next": f"{album.url}3/#picture"}
    assert page.find("link", rel="canonical")["href"].endswith(f"{album.url}2/")
    assert "anh-1" in page.find("meta", property="og:image")["content"]


def test_the_first_and_the_last_lead_one_way_only(client, album):
    for number, way in ((1, "next"), (3, "prev")):
        [link] = read(client, f"{album.url}{number}/").select(".pages a[rel]")
        assert link["rel"] == [way]


@pytest.mark.parametrize("number", ["0", "4", "03", "999", "x", "1/2", "٣"])
def test_there_is_no_other_picture(client, album, number):
    assert client.get(f"{album.url}{number}/").status_code == 404


def test_what_nobody_may_see_yet_is_at_no_address(client, home, pictures, drain):
    draft = an_album(home, pictures, live=False)
    drain()
    files = [one.url for picture in pictures for one in picture.renditions.all()[:3]]
    for address in [draft.url, f"{draft.url}1/", *files]:
        assert client.get(address).status_code == 404, address
    assert not read(client, LIST).select(".card")


def test_a_closed_album_asks_who_you_are(client, album):
    PageViewRestriction.objects.create(page=album, restriction_type="login")
    for address in (album.url, f"{album.url}1/"):
        assert client.get(address).status_code == 302
    assert not read(client, LIST).select(".card")


def test_it_is_found_by_what_its_pictures_show(album):
    assert [doc.url for doc in search("ba con xem anh")] == [album.url]


def test_search_engines_read_whose_each_picture_is(client, album):
    told = facts(read(client, album.url))
    first = told["ImageGallery"]["associatedMedia"][0]
    assert first["url"].endswith(f"{album.url}1/")
    assert first["creditText"] == "Ảnh: Thạch Na"
    assert [one["name"] for one in told["BreadcrumbList"]["itemListElement"]][1] == "Thư viện ảnh"


def test_it_is_kept_whole_for_readers(readers, album):
    addresses = [LIST, album.url, f"{album.url}2/"]
    for address in ["/", *addresses]:
        readers.get(address)
    assert [readers.get(address).was_kept for address in addresses] == [True] * 3


@pytest.mark.parametrize("how_many", [2, 5])
def test_neither_list_nor_album_asks_once_per_picture(
    client, home, django_assert_max_num_queries, how_many
):
    for place in range(how_many):
        pictures = [new_picture(f"a-{place}-{number}.jpg") for number in range(how_many)]
        album = an_album(home, pictures, title=f"Ngày hội {place}")
    for address in (LIST, album.url, f"{album.url}2/"):
        client.get(address)
        with django_assert_max_num_queries(14):
            client.get(address)


def test_rinh_writes_one_and_only_linh_publishes_it(rinh, linh, album):
    album.save_revision(user=rinh)
    album.refresh_from_db()
    assert not album.permissions_for_user(rinh).can_publish()
    assert album.permissions_for_user(linh).can_publish()
