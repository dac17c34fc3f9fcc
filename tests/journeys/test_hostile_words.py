"""Every type of page with hostile words and with none: accessible, valid, quiet, narrow enough."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from cms.alerts.actions import publish_alert
from cms.models import (
    AlbumIndexPage,
    AlbumPage,
    AlbumPicture,
    Alert,
    ConsultationIndexPage,
    ConsultationPage,
    ContactIndexPage,
    EventIndexPage,
    EventPage,
    FilmIndexPage,
    FilmPage,
    FormIndexPage,
    FormPage,
    LegalDocumentIndexPage,
    LegalDocumentPage,
    LifeEventIndexPage,
    LifeEventPage,
    Official,
    ProgrammeGoal,
    ProgrammeIndexPage,
    ProgrammePage,
    QuestionIndexPage,
    QuestionPage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)
from cms.setup import make_lists
from portal.common.moments import now, today
from tests.cms.bodies import CODE, KHMER, LONG, RIGHT_TO_LEFT, document
from tests.cms.conftest import new_picture
from tests.cms.pages import add
from tests.journeys.axe import faults
from tests.journeys.test_every_block import WIDEST
from tests.people import person
from tests.services.procedures.factories import ProcedureFactory
from tests.site import topic_called

pytestmark = pytest.mark.browser
WORDS = [LONG, KHMER, RIGHT_TO_LEFT, CODE]
BODY = [("paragraph", f"<p>{LONG} {KHMER} {RIGHT_TO_LEFT}</p>")]
DAY = timedelta(days=1)
BACKEND = "portal.accounts.backends.MembershipBackend"


@pytest.fixture
def pages(home, about, article, soc_trang, soc_trang_office):
    """One of each type full of them, one of each with nothing in, and every list."""
    make_lists(home)
    article.picture, article.communes = new_picture(), [soc_trang]
    article.title, article.introduction = LONG[:200], CODE
    article.save_revision().publish()
    home.sections = [("words", {"title": LONG[:120], "text": f"<p>{KHMER}</p>"})]
    home.save_revision().publish()
    made = [home, article.get_parent(), article, about]
    made.append(add(home, StandardPage(title=RIGHT_TO_LEFT, introduction=CODE, body=BODY)))
    made += [*topic_pages(), *guides(soc_trang_office), *programmes()]
    made += [*albums(), *films(), *events(soc_trang), *documents()]
    made += [*consultations(soc_trang_office), *questions(soc_trang_office)]
    made += [*forms(soc_trang_office), contacts(soc_trang_office)]
    assert {type(page) for page in made} == set(get_page_models()) - {Page}
    return [page.url for page in made]


@pytest.fixture
def addresses(pages, db) -> list[str]:
    """Those, and what else is drawn of them."""
    drawn = ["/tin-tuc/?xa=31507", "/thu-vien-anh/day/2/", alert(), "/canh-bao/"]
    return [*pages, *drawn, f"/su-kien/?month={today():%Y-%m}", "/su-kien/?past"]


def below(kind, *made):
    """The list of this kind, and what was put below it."""
    index = kind.objects.in_first_language().get()
    return [index, *(add(index, page) for page in made)]


def topic_pages():
    full = TopicPage(
        title=RIGHT_TO_LEFT, slug="day", topic=topic_called("chuyen-doi-so"), body=BODY
    )
    return below(TopicIndexPage, full, TopicPage(title="Trống", topic=topic_called("huong-dan")))


def guides(agency):
    procedure = ProcedureFactory(birth=True)
    tasks = [("task", {"title": one, "text": one, "procedure": procedure}) for one in WORDS]
    contacts = [("contact", {"agency": agency})] * 2
    full = LifeEventPage(title=LONG[:200], slug="day", tasks=tasks, contacts=contacts)
    return below(LifeEventIndexPage, full, LifeEventPage(title="Trống"))


def programmes():
    full = ProgrammePage(title=KHMER, slug="day", number=LONG[:60], issued_on=date(2021, 10, 27))
    goal = {"title": LONG[:200], "text": CODE, "indicators": list(map(measured, WORDS))}
    full.goals = [ProgrammeGoal(**goal)]
    return below(ProgrammeIndexPage, full, ProgrammePage(title="Trống"))


def measured(name: str):
    days = [date(2024, 12, 31), date(2025, 12, 31)]
    readings = [{"day": day, "value": 45.5, "evidence": name, "url": "/tin-tuc/"} for day in days]
    facts = {"baseline": 40, "baseline_year": 2020, "target": 100, "year": 2025}
    return "indicator", {"name": name, "unit": "%", "readings": readings, **facts}


def albums():
    shown = [
        AlbumPicture(image=new_picture(f"a-{place}.jpg"), alt=one, caption=one, sort_order=place)
        for place, one in enumerate(WORDS)
    ]
    full = AlbumPage(title=LONG[:200], slug="day", introduction=CODE, entries=shown)
    return below(AlbumIndexPage, full, AlbumPage(title="Trống"))


def films():
    files = {"file": document("phim.mp4"), "captions": document("phim.vtt")}
    files["poster"] = new_picture("bia.jpg")
    words = f"<p>{LONG} {KHMER} {RIGHT_TO_LEFT}</p>"
    full = FilmPage(title=KHMER, slug="day", transcript=words, **files)
    return below(FilmIndexPage, full, FilmPage(title="Không lời", **files))


def events(commune):
    facts = {
        "place": LONG[:150],
        "organiser": CODE,
        "online_url": "https://example.vn/" + "a" * 200,
    }
    full = EventPage(
        title=LONG[:200],
        introduction=KHMER,
        starts_at=now() + DAY,
        ends_at=now() + 40 * DAY,
        commune=commune,
        cancelled_because=RIGHT_TO_LEFT,
        body=BODY,
        **facts,
    )
    over = EventPage(title=CODE, starts_at=now() - DAY)
    return below(EventIndexPage, full, over, EventPage(title="Trống", starts_at=now() + DAY))


def documents():
    facts = {"kind": "decision", "issued_on": date(2026, 3, 2)}
    full = LegalDocumentPage(
        title=LONG[:200], number=LONG[:60], issuer=KHMER[:150], body=BODY, **facts
    )
    full.file = document("van-ban.pdf", RIGHT_TO_LEFT)
    empty = LegalDocumentPage(title=CODE, number="1/QĐ", issuer="UBND", **facts)
    made = below(LegalDocumentIndexPage, full, empty)
    full.relations.create(act="amends", target=empty)
    full.save_revision().publish()
    return made


def consultations(agency):
    days = {"opens_on": today() - 9 * DAY, "closes_on": today() + DAY}
    over = {"opens_on": today() - 9 * DAY, "closes_on": today() - DAY, "outcome_on": today()}
    full = ConsultationPage(title=LONG[:200], introduction=CODE, body=BODY, agency=agency, **days)
    answered = ConsultationPage(title=KHMER, body=BODY, outcome=BODY, **over)
    return below(
        ConsultationIndexPage, full, answered, ConsultationPage(title="Trống", body=BODY, **days)
    )


def questions(agency):
    made = [QuestionPage(title=one[:200], agency=agency, body=BODY) for one in WORDS]
    return below(QuestionIndexPage, *made)


def forms(agency):
    facts = {"opens_at": now() - DAY, "closes_at": now() + DAY, "keep_until": today() + 9 * DAY}
    full = FormPage(title=LONG[:200], introduction=CODE, purpose=KHMER, agency=agency, **facts)
    over = facts | {"closes_at": now() - DAY / 2}
    empty = FormPage(title=RIGHT_TO_LEFT, purpose="Đã hết", agency=agency, **over)
    return below(FormIndexPage, full, empty)


def contacts(agency):
    for name in WORDS:
        Official.objects.create(agency=agency, name=name[:150], post=name[:150])
    return ContactIndexPage.objects.in_first_language().get()


def alert() -> str:
    """The address of a warning in such words."""
    facts = {"level": "warning", "ends_at": now() + DAY, "instruction": "\n".join(WORDS)}
    warning = Alert.objects.create(title=LONG[:120], text=CODE, source=KHMER[:100], **facts)
    publisher = person("linh@example.vn", "Trương Mỹ Linh")
    publisher.is_superuser = True
    return publish_alert(warning, by=publisher).get_absolute_url()


def test_axe_finds_nothing_and_nothing_is_too_wide(open_phone, addresses):
    page, found = open_phone(viewport={"width": 320, "height": 800}), []
    for address in addresses:
        page.goto(address)
        found += faults(page, address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{address} is too wide: {page.evaluate(WIDEST)}")
    assert found == []
    assert page.complaints == []


def test_each_is_valid_also_in_english(client, addresses, html_faults):
    """Where nothing is translated, each page stands in for its translation."""
    found = {}
    for address in [*addresses, *(f"/en{address}" for address in addresses)]:
        answer = client.get(address, follow=True)
        found[address] = [answer.status_code] * (answer.status_code != 200) + html_faults(answer)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_a_checklist_can_be_ticked_without_a_script(open_phone, pages):
    page = open_phone(javascript=False)
    page.goto("/cam-nang/day/")
    box = page.get_by_role("checkbox").first
    box.check()
    assert box.is_checked()
    assert page.locator("[data-print]").is_hidden()


def test_whoever_writes_it_sees_it_before_it_is_out(pages, client):
    editor = person("quan-tri@example.vn", "Sơn Thị Ngọc")
    editor.is_superuser = True
    editor.save()
    client.force_login(editor, BACKEND)
    for page in Page.objects.filter(depth__gt=1).specific():
        page.save_revision()
        draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert draft.status_code == 200, page.url
