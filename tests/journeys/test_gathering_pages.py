"""Pages that gather, with hostile words: accessible, quiet, wide enough for a phone."""

from datetime import date

import pytest

from cms.models import (
    AlbumIndexPage,
    AlbumPage,
    AlbumPicture,
    FilmIndexPage,
    FilmPage,
    LifeEventIndexPage,
    LifeEventPage,
    ProgrammeGoal,
    ProgrammeIndexPage,
    ProgrammePage,
    TopicIndexPage,
    TopicPage,
)
from tests.cms.bodies import CODE, KHMER, LONG, RIGHT_TO_LEFT, document
from tests.cms.conftest import add, new_picture
from tests.journeys.axe import faults
from tests.journeys.test_every_block import WIDEST
from tests.services.procedures.factories import ProcedureFactory
from tests.site import topic_called

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(home, article, soc_trang, soc_trang_office):
    """One of each kind and its list, an article of a commune, and one of each with nothing in."""
    article.picture = new_picture()
    article.communes = [soc_trang]
    article.save_revision().publish()
    kinds = [topic_pages(home), guides(home, soc_trang_office), programmes(home)]
    kinds += [albums(home), films(home)]
    found = [article.url, "/tin-tuc/?xa=31507", *(page.url for kind in kinds for page in kind)]
    found.append("/thu-vien-anh/day/2/")
    return dict(enumerate(found))


def topic_pages(home):
    index = add(home, TopicIndexPage(title="Chủ đề", slug="chu-de"))
    topic = topic_called("chuyen-doi-so")
    body = [("paragraph", f"<p>{LONG} {KHMER}</p>")]
    full = add(index, TopicPage(title=RIGHT_TO_LEFT, slug="day", topic=topic, body=body))
    return [index, full, add(index, TopicPage(title="Trống", topic=topic_called("huong-dan")))]


def guides(home, agency):
    index = add(home, LifeEventIndexPage(title="Cẩm nang", slug="cam-nang"))
    procedure = ProcedureFactory(birth=True)
    words = [LONG, KHMER, RIGHT_TO_LEFT, CODE]
    tasks = [("task", {"title": one, "text": one, "procedure": procedure}) for one in words]
    contacts = [("contact", {"agency": agency})] * 2
    full = LifeEventPage(title=LONG[:200], slug="day", tasks=tasks, contacts=contacts)
    return [index, add(index, full), add(index, LifeEventPage(title="Trống"))]


def programmes(home):
    index = add(home, ProgrammeIndexPage(title="Chương trình", slug="chuong-trinh"))
    full = ProgrammePage(title=KHMER, slug="day", number=LONG[:60], issued_on=date(2021, 10, 27))
    names = [LONG, KHMER, RIGHT_TO_LEFT, CODE]
    full.goals = [ProgrammeGoal(title=LONG[:200], text=CODE, indicators=list(map(measured, names)))]
    return [index, add(index, full), add(index, ProgrammePage(title="Trống"))]


def albums(home):
    index = add(home, AlbumIndexPage(title="Thư viện ảnh", slug="thu-vien-anh"))
    shown = [
        AlbumPicture(image=new_picture(f"a-{place}.jpg"), alt=one, caption=one, sort_order=place)
        for place, one in enumerate([LONG, KHMER, RIGHT_TO_LEFT, CODE])
    ]
    full = AlbumPage(title=LONG[:200], slug="day", introduction=CODE, entries=shown)
    return [index, add(index, full), add(index, AlbumPage(title="Trống"))]


def films(home):
    index = add(home, FilmIndexPage(title="Phim", slug="phim"))
    files = {"file": document("phim.mp4"), "captions": document("phim.vtt")}
    words = f"<p>{LONG} {KHMER} {RIGHT_TO_LEFT}</p>"
    files["poster"] = new_picture("bia.jpg")
    full = FilmPage(title=KHMER, slug="day", transcript=words, **files)
    return [index, add(index, full), add(index, FilmPage(title="Không lời", **files))]


def measured(name: str):
    days = [date(2024, 12, 31), date(2025, 12, 31)]
    readings = [{"day": day, "value": 45.5, "evidence": name, "url": "/tin-tuc/"} for day in days]
    facts = {"baseline": 40, "baseline_year": 2020, "target": 100, "year": 2025}
    return "indicator", {"name": name, "unit": "%", "readings": readings, **facts}


def test_axe_finds_nothing_and_nothing_is_too_wide(open_phone, pages):
    page, found = open_phone(viewport={"width": 320, "height": 800}), []
    for address in pages.values():
        page.goto(address)
        found += faults(page, address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{address} is too wide: {page.evaluate(WIDEST)}")
    assert found == []
    assert page.complaints == []


def test_a_checklist_can_be_ticked_without_a_script(open_phone, pages):
    page = open_phone(javascript=False)
    page.goto("/cam-nang/day/")
    box = page.get_by_role("checkbox").first
    box.check()
    assert box.is_checked()
    assert page.locator("[data-print]").is_hidden()
