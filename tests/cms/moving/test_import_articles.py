"""`manage.py import_articles`: articles move in once, with their dates, pictures and addresses."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from cms.models import ArticlePage, Link, MovedIn, PortalImage
from portal.pages_cache import edition
from portal.search.models import SearchDoc
from tests.cms.moving.exports import OLD, attachment, post, wxr
from tests.elsewhere import elsewhere
from tests.pictures import a_photo, huge_png
from tests.site import topic_called

pytestmark = pytest.mark.django_db


@pytest.fixture
def move(news, tmp_path):
    """`move(post(1))`: what the command says of an export with these articles."""
    topic_called("chuyen-doi-so")

    def moved(*items: str, **options) -> str:
        said = io.StringIO()
        call_command("import_articles", wxr(tmp_path, *items), stdout=said, **options)
        return said.getvalue()

    return moved


def the_article() -> ArticlePage:
    return ArticlePage.objects.get()


def test_an_article_stands_here_as_it_stood_there(move, client):
    said = move(post(1))
    assert "Đã chuyển vào: Đèn đường số 1" in said
    assert "1 bài chuyển vào" in said
    page = the_article()
    assert page.live
    assert page.url == "/tin-tuc/den-duong-1/"
    assert page.topic.slug == "chuyen-doi-so"
    assert page.introduction == "Đèn sáng rồi."
    first = (page.published_on, page.first_published_at, page.last_published_at)
    assert {f"{day:%Y-%m-%d %H:%M}" for day in first} == {"2019-05-02 01:30"}
    assert page.updated_on is None
    assert "Bà con rất vui." in client.get(page.url).content.decode()
    assert SearchDoc.objects.filter(title="Đèn đường số 1").exists()


def test_every_old_address_leads_to_it(move, client):
    move(post(1, guid=f"{OLD}/xua/den.html"))
    for address in ("/2019/05/den-duong-1/", "/?p=1", "/xua/den.html"):
        assert client.get(address)["Location"] == "/tin-tuc/den-duong-1/"


def test_run_again_it_makes_nothing_twice(move):
    move(post(1))
    said = move(post(1))
    assert "1 bài giữ nguyên" in said
    assert ArticlePage.objects.count() == 1
    assert the_article().revisions.count() == 1


def test_what_changed_there_is_changed_here_at_the_same_address(move):
    move(post(1))
    move(post(1, "<p>Đèn tắt.</p>", title="Đèn tắt", **{"wp:post_name": "den-tat"}))
    page = the_article()
    assert (page.title, page.slug) == ("Đèn tắt", "den-duong-1")
    assert page.live


def test_what_was_edited_here_stays(move):
    move(post(1))
    page = the_article()
    page.title = "Đèn sáng"
    page.save_revision().publish()
    said = move(post(1, "<p>Đèn tắt.</p>"))
    assert "giữ bài ở đây" in said
    assert the_article().title == "Đèn sáng"


def test_what_was_withdrawn_here_stays_withdrawn(move):
    move(post(1))
    the_article().unpublish()
    move(post(1, "<p>Đèn tắt.</p>"))
    assert not the_article().live


def test_articles_that_lead_to_later_ones_are_no_broken_links(move):
    move(post(1, f'<p><a href="{OLD}/2019/05/den-duong-2/">sau</a></p>'), post(2))
    assert not Link.objects.exists()


def test_drafts_stay_drafts(move, client):
    move(post(1, **{"wp:status": "draft"}), post(2, **{"wp:post_password": "bi-mat"}))
    assert not ArticlePage.objects.live().exists()
    assert ArticlePage.objects.count() == 2
    assert client.get("/2019/05/den-duong-1/").status_code == 404


def test_what_cannot_move_in_is_named_with_its_reason(move):
    said = move(post(1, topic="Nấu ăn"), post(2, "<script>x</script>"), post(3), post(4, title=""))
    assert ArticlePage.objects.count() == 1
    left_out = said.partition("cần xem lại")[2]
    assert "Nấu ăn" in left_out
    assert "Đèn đường số 2" in left_out
    assert "không có tiêu đề" in left_out


def test_a_topic_for_those_whose_own_is_unknown(move):
    move(post(1, topic="Nấu ăn"), topic="chuyen-doi-so")
    assert the_article().topic.slug == "chuyen-doi-so"
    with pytest.raises(CommandError, match="chuyen-doi-so"):
        move(post(1), topic="nau-an")


def test_a_rehearsal_changes_nothing(move):
    said = move(post(1), post(2, ""), dry_run=True)
    assert "chạy thử" in said
    assert "1 bài chuyển vào" in said
    assert not ArticlePage.objects.exists()
    assert not Redirect.objects.exists()


def test_only_so_many(move):
    move(*map(post, range(1, 5)), limit=2)
    assert ArticlePage.objects.count() == 2


def test_two_articles_of_one_name_stand_side_by_side(move, write):
    write("Đèn", slug="den")
    same = {"wp:post_name": "den"}
    move(post(1, **same), post(2, **same), post(3, **{"wp:post_name": "rss"}))
    slugs = ArticlePage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["den", "den-2", "den-3", "rss-tin"]


def test_pictures_come_from_a_folder_and_each_once(move, tmp_path):
    folder = tmp_path / "uploads"
    (folder / "2019").mkdir(parents=True)
    (folder / "2019" / "den.jpg").write_bytes(a_photo(64, 48))
    (tmp_path / "mat.jpg").write_bytes(a_photo())
    url = f"{OLD}/wp-content/uploads/2019/den"
    shown = f'<img src="{url}-300x200.jpg" alt="Đèn">'
    html = f'{shown}<p>a</p>{shown}<img src="/uploads/../mat.jpg">'
    items = [post(1, html, thumbnail="9"), attachment(9, f"{url}.jpg", "Đèn", "Ảnh: Thạch Na")]
    said = move(*items, media=folder, no_fetch=True)
    image = PortalImage.objects.get()
    page = the_article()
    assert (page.picture, image.credit) == (image, "Ảnh: Thạch Na")
    assert page.picture_alt == "Đèn"
    assert [block.block_type for block in page.body] == ["paragraph", "image"]
    assert "Không tìm thấy ảnh" in said


def test_pictures_come_from_the_old_site_cleaned_like_uploads(move):
    with elsewhere() as there:
        there.files["/a.jpg"], there.files["/lon.png"] = a_photo(64, 48), huge_png()
        there.files["/khong.jpg"] = b"<html>"
        html = "<p>a</p>" + "".join(f'<img src="{there.at(path)}">' for path in there.files)
        said = move(post(1, html), allow_private=True)
    image = PortalImage.objects.get()
    assert image.file.name.endswith(".jpg")
    assert "triệu điểm ảnh" in said
    assert "khong.jpg" in said


def test_nobody_has_us_fetch_from_our_own_house(move):
    with elsewhere() as there:
        there.files["/a.jpg"] = a_photo(64, 48)
        move(post(1, f'<p>a</p><img src="{there.at("/a.jpg")}"><img src="file:///etc/passwd">'))
        assert there.asked == []
    assert not PortalImage.objects.exists()


def test_pages_are_forgotten_once_for_all(move, monkeypatch, django_capture_on_commit_callbacks):
    begun = []
    monkeypatch.setattr(edition, "begin_edition", lambda: begun.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        move(*map(post, range(1, 4)))
    assert len(begun) == 1
    assert MovedIn.objects.count() == 3


def test_without_a_file_or_a_place_it_says_so(move, news):
    with pytest.raises(CommandError, match="Không có tệp"):
        call_command("import_articles", "khong-co.xml")
    news.delete()
    with pytest.raises(CommandError, match="load_site"):
        move(post(1))


def test_what_stays_behind_takes_its_picture_along(move, tmp_path):
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "den.jpg").write_bytes(a_photo())
    empty, sound = post(1, "<script>x</script>", thumbnail="9"), post(2, thumbnail="9")
    move(empty, sound, attachment(9, f"{OLD}/uploads/den.jpg"), media=folder, no_fetch=True)
    assert the_article().picture == PortalImage.objects.get()


def test_a_rehearsal_keeps_no_picture(move, tmp_path):
    (tmp_path / "den.jpg").write_bytes(a_photo())
    picture = attachment(9, f"{OLD}/uploads/den.jpg")
    said = move(post(1, thumbnail="9"), picture, media=tmp_path, dry_run=True)
    assert "1 bài chuyển vào" in said
    assert not PortalImage.objects.exists()
