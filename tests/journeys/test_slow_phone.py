"""From the front door to a sent report on a phone with a weak signal, at the pace of a thumb."""

import io
import time

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test.testcases import LiveServerThread
from PIL import Image
from playwright.sync_api import CDPSession, Page, expect

from services.reports.models import Report
from tests.browser import PHONE

pytestmark = pytest.mark.browser

KILOBYTE = 1024
# What Chrome calls “Slow 3G”.
SLOW_3G = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 500 * KILOBYTE / 8 * 0.8,
    "uploadThroughput": 500 * KILOBYTE / 8 * 0.8,
}
A_LETTER = 330  # Milliseconds: 36 words a minute, as people type on phones.
A_LOOK = 1.0  # Seconds from seeing a thing to pressing it.

WORDS = "den duong truoc cho hu 3 dem nay"
AT_MOST_SECONDS = 60
AT_MOST_KILOBYTES = 250
BY_THE_WORKER = """Promise.resolve(performance.getEntriesByType('resource')
    .reduce((sum, one) => sum + one.transferSize, 0))"""


@pytest.fixture
def as_deployed(transactional_db, settings, tmp_path):
    """The portal with its files as a deployment serves them: compressed, under lasting names."""
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    compressed = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": compressed}}
    collect("portal/")
    server = LiveServerThread("localhost", lambda application: application)
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.terminate()


def collect(under: str) -> None:
    """What collectstatic does, for our own files only."""
    found = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name.startswith(under):
                found[name] = (storage, name)
                with storage.open(name) as file:
                    staticfiles_storage.save(name, file)
    outcomes = list(staticfiles_storage.post_process(found))
    assert not [outcome for _name, _new, outcome in outcomes if isinstance(outcome, Exception)]


class Line:
    """What comes down the line of one page, as the browser counts it."""

    def __init__(self, cdp: CDPSession):
        self.received = 0
        cdp.on("Network.loadingFinished", self.note)
        cdp.send("Network.enable")
        cdp.send("Network.emulateNetworkConditions", SLOW_3G)

    def note(self, told: dict) -> None:
        self.received += told["encodedDataLength"]


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
    line = Line(page.context.new_cdp_session(page))
    thumb = Thumb(page)
    begun = time.monotonic()
    page.goto("/", wait_until="commit", timeout=60_000)
    tell(thumb, photo)
    seconds = time.monotonic() - begun + thumb.looked
    kilobytes = (line.received + by_the_worker(page)) / KILOBYTE
    with capsys.disabled():
        upload = len(photo["buffer"]) / KILOBYTE
        print(f"\nslow 3G: {seconds:.1f} s, {kilobytes:.0f} KB (and a photo of {upload:.0f} KB)")  # noqa: T201
    assert Report.objects.get().photos.count() == 1
    assert seconds <= AT_MOST_SECONDS
    assert kilobytes <= AT_MOST_KILOBYTES


def by_the_worker(page: Page) -> int:
    """What the service worker fetched besides, to have the form without a network."""
    return sum(worker.evaluate(BY_THE_WORKER) for worker in page.context.service_workers)
