"""A body of many blocks: drawn whole, with few questions, readable by other systems."""

import pytest
from django.core.exceptions import ValidationError

from cms.blocks import BodyBlock
from cms.models import ArticlePage, PortalImage, StandardPage
from cms.shapes import specs_of
from portal.search.find import search
from tests.cms.bodies import FILM, emptied, every_block
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
BODY = BodyBlock()
# To find an article takes two more than to find a page; what to read next and where it is, two.
# One is the foot's, which asks once an edition where pieces of pages are kept.
AS_MANY_QUESTIONS = {StandardPage: 14, ArticlePage: 15}


@pytest.fixture
def facts(root, picture, soc_trang_office, write, categories) -> dict:
    return {
        "picture": picture,
        "procedure": ProcedureFactory(birth=True),
        "agency": soc_trang_office,
        "article": write("Đèn cũ"),
    }


@pytest.fixture
def full(facts, write) -> ArticlePage:
    return write("Mọi khối", body=every_block(**facts))


def shown(client, page) -> str:
    return client.get(page.url).content.decode()


def test_every_block_there_is_stands_in_it(full):
    assert {block.block_type for block in full.body} == set(BODY.child_blocks)


def test_what_an_editor_fills_in_is_accepted(facts):
    BODY.clean(BODY.normalize(every_block(**facts)))


def test_it_is_drawn_whole(client, full):
    page = shown(client, full)
    for kind in BODY.child_blocks:
        assert f"block-{kind}" in page
    assert page.count("Đèn đường") > 60


@pytest.fixture
def sizes_asked(monkeypatch) -> set[str]:
    """What pages ask of pictures that are wide enough for everything."""
    asked, find = set(), PortalImage.find_existing_renditions

    def listening(picture, *sizes):
        asked.update(size.spec for size in sizes)
        return find(picture, *sizes)

    monkeypatch.setattr(PortalImage, "find_existing_renditions", listening)
    PortalImage.objects.update(width=4000, height=3000)
    return asked


@pytest.mark.parametrize("kind", ["image", "gallery", "video", "news"])
def test_what_a_block_draws_is_fetched_with_the_others(client, home, facts, sizes_asked, kind):
    facts["article"].picture = facts["picture"]
    facts["article"].save_revision().publish()
    body = [one for one in every_block(**facts) if one[0] == kind]
    page = home.add_child(instance=StandardPage(title="Một khối", slug="mot-khoi", body=body))
    shown(client, page)
    assert sizes_asked
    assert sizes_asked <= set(specs_of(frozenset(page.shapes)))


def test_what_stands_above_an_article_is_fetched_too(client, write, picture, sizes_asked):
    page = write("Đèn sáng", picture=picture)
    shown(client, page)
    assert sizes_asked == set(specs_of(frozenset(["lead"])))


@pytest.mark.parametrize("kind", AS_MANY_QUESTIONS)
def test_many_blocks_ask_few_questions(
    client, facts, write, home, fragments_kept, django_assert_max_num_queries, kind
):
    body = every_block(**facts) + every_block(**facts)
    assert len(body) >= 40
    if kind is ArticlePage:
        page = write("Đầy đủ", body=body)
    else:
        page = home.add_child(instance=StandardPage(title="Đầy đủ", slug="day-du", body=body))
        page.save_revision().publish()
    url = page.url
    client.get(url)
    with django_assert_max_num_queries(AS_MANY_QUESTIONS[kind]):
        client.get(url)


def test_with_nothing_in_it_it_still_stands(client, write):
    assert client.get(write("Trống", body=emptied()).url).status_code == 200


def test_its_words_are_found(full):
    assert [doc.url for doc in search("den duong") if doc.url == full.url]


def test_other_systems_read_every_block(client, full, facts):
    body = client.get(f"/api/v1/news/{full.slug}/").json()["body"]
    told = {block["type"]: block["value"] for block in body}
    assert set(told) == set(BODY.child_blocks)
    assert told["image"]["image"].startswith("http://testserver/media/images/")
    assert told["gallery"]["pictures"][0]["image"].startswith("http://testserver/media/images/")
    assert told["video"]["file"].startswith("http://testserver/tai-lieu/")
    assert told["documents"]["documents"][0]["value"].startswith("http://testserver/tai-lieu/")
    assert told["procedure_steps"]["procedure"] == facts["procedure"].code
    assert told["contact"]["agency"] == facts["agency"].name
    assert told["news"]["chosen"] == [f"http://testserver{facts['article'].url}"]
    assert f'href="{facts["article"].url}"' in told["accordion"]["questions"][0]["answer"]
    assert told["table"]["table"]["rows"][0]["values"][:2] == ["Đèn đường", 1234.5]
    assert told["embed"]["url"] == FILM


def test_every_picture_is_made_ready(full, picture):
    assert len(full.pictures) >= 4
    assert set(full.pictures) == {picture, None} or set(full.pictures) == {picture}


def test_cards_stand_one_level_below_the_heading_before_them(client, facts, write):
    card = ("procedure", {"procedure": facts["procedure"]})
    body = [card, ("heading", "Một"), card, ("subheading", "Hai"), card]
    page = shown(client, write("Bậc", body=body))
    name = 'card__title"><a href="/thu-tuc/'
    assert [page.count(f'<h{level} class="{name}') for level in (2, 3, 4)] == [1, 1, 1]


def test_a_smaller_heading_waits_for_a_larger_one():
    with pytest.raises(ValidationError) as refused:
        BODY.clean(BODY.normalize([("subheading", "Hai"), ("heading", "Một")]))
    assert list(refused.value.block_errors) == [0]
    BODY.clean(BODY.normalize([("heading", "Một"), ("subheading", "Hai")]))


def test_an_article_not_yet_published_is_not_named(client, write):
    draft = write("Chuyện kín", live=False)
    page = write("Đèn", body=[("news", {"chosen": [draft], "topic": "", "count": 3})])
    assert "Chuyện kín" not in shown(client, page)


def test_the_newest_of_a_topic_follow(client, write):
    for number in range(4):
        write(f"Tin {number}")
    page = write("Đèn", body=[("news", {"topic": "chuyen-doi-so", "count": 2})])
    news = shown(client, page).split('class="related"')[1].split("columns__side")[0]
    assert "Tin 3" in news
    assert "Tin 0" not in news


def test_a_page_lets_in_only_the_sites_whose_films_stand_in_it(client, full, write):
    policy = client.get(full.url)["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com;" in f"{policy};"
    assert "frame-src" not in client.get(write("Không phim").url)["Content-Security-Policy"]


def test_nothing_is_loaded_from_elsewhere_by_itself(client, full):
    page = shown(client, full)
    assert "<iframe" not in page
    assert 'data-frame="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ' in page


def test_a_link_opens_the_form_with_its_kind_chosen(client, full):
    assert "/phan-anh/gui/?loai=CS01" in shown(client, full)
    form = client.get("/phan-anh/gui/?loai=CS01").content.decode()
    assert 'value="CS01" id="id_kind_CS01" checked' in form
    assert client.get("/phan-anh/gui/?loai=khong-co").status_code == 200


def test_a_picture_from_before_needs_no_description_to_stay(root, picture):
    old = [{"type": "image", "value": {"image": picture.pk, "alt": "", "caption": "Cũ"}}]
    body = BODY.to_python(old)
    assert body[0].value["decorative"] is True
    BODY.clean(body)
