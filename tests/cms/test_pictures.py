"""Pictures in the shapes that pages show: drawn from what is made, made by the worker."""

import io
import logging
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image

from cms.models import PortalImage
from cms.shapes import SHAPES
from portal.management.demo import files
from portal.pages_cache.edition import begin_edition
from tests.cms.conftest import new_picture
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db
CUT = {"card": "fill-400x250", "small": "fill-160x160"}


def drawn(client, page, css: str = ".figure") -> BeautifulSoup:
    """The picture at the top of an article."""
    found = BeautifulSoup(client.get(page.url).content, "html.parser")
    return found.select_one(f"{css} picture")


def kinds(picture: PortalImage) -> set[str]:
    return {Path(one.file.name).suffix for one in picture.renditions.all()}


def read(client, address: str) -> str:
    """What kind of file is handed out there."""
    answer = client.get(address)
    assert answer.status_code == 200
    b"".join(answer.streaming_content)  # The file stays open until it is read.
    return answer["Content-Type"]


def widths(srcset: str) -> list[int]:
    return [int(one.split()[-1].removesuffix("w")) for one in srcset.split(", ")]


def test_seconds_after_its_upload_it_is_there_in_one_plain_size(client, write, picture):
    page = drawn(client, write("Đèn", picture=picture, picture_alt="Đèn sáng"))
    assert not page.find_all("source")
    image = page.img
    assert (image["src"].endswith(".jpg"), image["alt"]) == (True, "Đèn sáng")
    assert (image["width"], image["height"]) == ("640", "480")
    assert read(client, image["src"]) == "image/jpeg"
    assert kinds(picture) == {".jpg"}


def test_once_the_worker_has_seen_to_it_every_browser_has_its_format(client, write, picture, drain):
    article = write("Đèn", picture=picture)
    drain()
    page = drawn(client, article)
    assert [one["type"] for one in page.find_all("source")] == ["image/avif", "image/webp"]
    for one in [*page.find_all("source"), page.img]:
        assert widths(one["srcset"]) == [480, 640]  # As large as it is, and never larger.
        assert one["sizes"] == SHAPES["lead"].sizes


def test_what_is_seen_first_is_fetched_at_once_and_the_rest_when_it_comes_near(
    client, write, picture
):
    article = write("Đèn", picture=picture, body=[("image", {"image": picture, "alt": "Đèn"})])
    first, second = BeautifulSoup(client.get(article.url).content, "html.parser").select(
        ".figure img"
    )
    assert (first["fetchpriority"], first.get("loading")) == ("high", None)
    assert (second.get("fetchpriority"), second["loading"]) == (None, "lazy")
    assert first["decoding"] == second["decoding"] == "async"


def test_a_format_counts_once_all_its_widths_are_made(client, write, picture):
    picture.get_rendition("width-480|format-avif")
    assert not drawn(client, write("Đèn", picture=picture)).find_all("source")


def test_making_again_makes_nothing(picture, drain):
    drain()
    made = picture.renditions.count()
    picture.save()
    drain()
    assert picture.renditions.count() == made
    assert kinds(picture) == {".jpg", ".webp", ".avif"}


def test_a_point_that_matters_stays_in_sight(db):
    """A small picture is cut around the point an editor set, not in the middle."""
    canvas = Image.new("RGB", (800, 200), "white")
    canvas.paste("red", (700, 0, 800, 200))
    file = io.BytesIO()
    canvas.save(file, "PNG")
    picture = PortalImage.objects.create(title="Cờ", file=ContentFile(file.getvalue(), "co.png"))
    middle = picture.get_rendition(f"{CUT['small']}|format-jpeg")
    picture.focal_point_x, picture.focal_point_y = 750, 100
    picture.focal_point_width = picture.focal_point_height = 50
    picture.save()
    aside = picture.get_rendition(f"{CUT['small']}|format-jpeg")
    assert [is_white_at_its_right(one) for one in (middle, aside)] == [True, False]


def is_white_at_its_right(rendition) -> bool:
    with rendition.file.open() as file, Image.open(file) as drawn_so:
        return drawn_so.getpixel((155, 80))[1] > 128


def test_a_new_point_has_new_sizes_made(picture, drain):
    drain()
    picture.focal_point_x = picture.focal_point_y = 5
    picture.focal_point_width = picture.focal_point_height = 5
    picture.save()
    drain()
    for kind in ("avif", "webp", "jpeg"):
        for cut in CUT.values():
            keys = picture.renditions.filter(filter_spec=f"{cut}|format-{kind}")
            assert keys.values("focal_point_key").distinct().count() == 2


def broken() -> PortalImage:
    picture = new_picture("hong.jpg")
    with picture.file.storage.open(picture.file.name, "wb") as file:
        file.write(a_photo()[:60])
    return picture


def lost() -> PortalImage:
    picture = new_picture("mat.jpg")
    picture.file.storage.delete(picture.file.name)
    return picture


@pytest.mark.parametrize("what", [broken, lost])
def test_a_picture_that_cannot_be_drawn_keeps_no_words_and_is_not_tried_for_ever(
    client, write, drain, caplog, what
):
    picture = what()
    with caplog.at_level(logging.WARNING, "cms.pictures"):
        drain()
    [said] = caplog.messages
    assert said.startswith(f"Picture {picture.pk} cannot be drawn: ")
    block = {"image": picture, "alt": "Đèn", "caption": "Hai ngày"}
    article = write("Đèn", body=[("image", block)])
    assert "Hai ngày" in client.get(article.url).content.decode()
    assert drawn(client, article) is None


@pytest.fixture
def forgets(drain, django_capture_on_commit_callbacks):
    """Whether what the worker does makes pages be drawn anew."""

    def looked() -> bool:
        with django_capture_on_commit_callbacks() as callbacks:
            drain()
        return begin_edition in callbacks

    return looked


def test_pages_that_show_it_are_forgotten_when_its_sizes_are_made(write, picture, forgets):
    write("Đèn", picture=picture)
    assert forgets()


def test_a_picture_in_no_page_makes_nobody_forget(picture, forgets):
    assert not forgets()


def test_whoever_moves_in_makes_what_is_missing(picture):
    told = io.StringIO()
    call_command("make_sizes", stdout=told)
    made = picture.renditions.count()
    assert f"Đã tạo {made} cỡ ảnh" in told.getvalue()
    told = io.StringIO()
    call_command("make_sizes", stdout=told)
    assert "Đã tạo 0 cỡ ảnh" in told.getvalue()


def test_its_newest_format_is_under_half_of_what_it_was(db):
    """A picture at the top of an article, on a desk: about 26 KB instead of 71 KB."""
    content = (files.FOLDER / "pictures" / "cho-noi.webp").read_bytes()
    picture = PortalImage.objects.create(title="Chợ", file=ContentFile(content, "cho.webp"))
    sizes = {
        kind: picture.get_rendition(f"width-1200|format-{kind}").file.size
        for kind in ("avif", "webp", "jpeg")
    }
    assert sizes["avif"] < sizes["webp"] < sizes["jpeg"]
    assert sizes["avif"] < sizes["jpeg"] / 2


def test_all_formats_come_and_go_with_their_page(client, write, picture, drain):
    drain()
    article = write("Đèn", picture=picture)
    newest = [one for one in picture.renditions.all() if one.file.name.endswith((".avif", ".webp"))]
    assert {read(client, one.url) for one in newest} == {"image/avif", "image/webp"}
    article.unpublish()
    assert {client.get(one.url).status_code for one in newest} == {404}


def test_a_feed_carries_one_plain_picture(client, write, picture, drain):
    body = [("image", {"image": picture, "alt": "Đèn"})]
    write("Đèn", picture=picture, body=body)
    drain()
    feed = client.get("/tin-tuc/feed.json").json()
    content = BeautifulSoup(feed["items"][0]["content_html"], "html.parser")
    assert len(content.find_all("img")) == 2
    assert not content.find_all(["picture", "source"])
