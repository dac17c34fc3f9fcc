"""From the front door to a sent report on a phone with a weak signal, at the pace of a thumb."""

import io
import time

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from services.reports.models import Report
from tests.browser import PHONE
from tests.journeys.slow_line import KILOBYTE, SLOWEST_3G, Line, by_the_worker

pytestmark = pytest.mark.browser

A_LETTER = 330  # Milliseconds: 36 words a minute, as people type on phones.
A_LOOK = 1.0  # Seconds from seeing a thing to pressing it.

WORDS = "den duong truoc cho hu 3 dem nay"
AT_MOST_SECONDS = 60
AT_MOST_KILOBYTES = 250


class Thumb:
    """A person on the phone: looks before each press, and types as people do."""

    def __init__(self, page: Page):
        self.page = page
        self.looked = 0.0

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click(timeout=60_000)
        self.looked += A_LOOK

    def type(self, selector: str, words: str) -> None:
        self.press(selector)
        self.page.locator(selector).press_sequentially(words, delay=A_LETTER)

    def go_on(self, step: str) -> None:
        self.press(".gui__buttons [value=next]")
        expect(self.page.locator(f"[data-section={step}]")).to_be_visible(timeout=60_000)


def a_real_photo() -> dict:
    """As heavy as what a phone makes of a street at 1600 pixels."""
    grain = Image.effect_noise((1600, 1200), 14).convert("RGB")
    written = io.BytesIO()
    grain.save(written, "JPEG", quality=60)
    assert 250 < len(written.getvalue()) / KILOBYTE < 500
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def tell(thumb: Thumb, photo: dict) -> None:
    """Lan writes what is wrong, picks what her words suggest, adds a photo and the place."""
    thumb.press("a[href='/phan-anh/gui/']:visible")
    thumb.type("#id_description", WORDS)
    thumb.press("[data-suggested] label.tile")
    thumb.go_on("details")
    thumb.page.locator("input[type=file][name=photos]").set_input_files(photo)
    thumb.go_on("where")
    thumb.type("#id_commune", "soc trang")
    thumb.go_on("who")
    thumb.go_on("check")
    thumb.press(".gui__buttons [value=send]")
    expect(thumb.page.locator("#reference")).to_be_visible(timeout=60_000)


def test_home_to_sent_within_a_minute_and_a_quarter_of_a_megabyte(
    open_phone, as_deployed, home, soc_trang, soc_trang_office, categories, capsys
):
    page = open_phone(base_url=as_deployed, viewport=PHONE, is_mobile=True, has_touch=True)
    photo = a_real_photo()
    line = Line(page.context.new_cdp_session(page), SLOWEST_3G)
    thumb = Thumb(page)
    begun = time.monotonic()
    page.goto("/", wait_until="commit", timeout=60_000)
    tell(thumb, photo)
    seconds = time.monotonic() - begun + thumb.looked
    kilobytes = line.kilobytes() + by_the_worker(page)
    with capsys.disabled():
        upload = len(photo["buffer"]) / KILOBYTE
        print(f"\nslow 3G: {seconds:.1f} s, {kilobytes:.0f} KB (and a photo of {upload:.0f} KB)")  # noqa: T201
    assert Report.objects.get().photos.count() == 1
    assert seconds <= AT_MOST_SECONDS
    assert kilobytes <= AT_MOST_KILOBYTES
