"""Pages are kept for readers, and what editors, the clock and the services change is seen."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from cms.alerts import current
from cms.alerts.actions import publish_alert
from cms.models import Alert, ArticlePage, StandardPage, Topic
from cms.tasks import publish_scheduled
from portal.accounts import actions as accounts
from portal.common.moments import now
from portal.jobs.schedule import DUTIES
from services.procedures import actions as procedures
from tests.readers import Readers
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db

GIVES = "portal.accounts.backends.MembershipBackend"


@pytest.fixture
def seen_by_all(readers, django_capture_on_commit_callbacks):
    """`with seen_by_all("/"):` what is changed inside is seen by the next reader of this page."""

    @contextmanager
    def change(address: str):
        readers.get(address)
        assert readers.get(address).was_kept
        with django_capture_on_commit_callbacks(execute=True):
            yield
        assert not readers.get(address).was_kept

    return change


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/en/",
        "/tin-tuc/",
        "/tin-tuc/?page=1",
        "/tin-tuc/?chuyen-muc=chuyen-doi-so",
        "/tin-tuc/chuyen-doi-so-bat-dau-tu-ngon-den-duong/",
        "/en/tin-tuc/chuyen-doi-so-bat-dau-tu-ngon-den-duong/",
        "/gioi-thieu/",
        "/tin-tuc/rss/",
        "/tin-tuc/atom/?chuyen-muc=chuyen-doi-so",
        "/en/tin-tuc/feed.json",
        "/thu-tuc/",
        "/en/thu-tuc/?page=1",
        "/thu-tuc/1.001193/",
        "/tim-kiem/goi-y/?q=chuyen",
    ],
)
def test_what_everyone_reads_is_kept(readers, article, about, address):
    ProcedureFactory(birth=True)
    first, second = readers.get(address), readers.get(address)
    assert first.status == 200
    assert second.was_kept
    assert second.text == first.text


@pytest.mark.parametrize(
    "address", ["/tim-kiem/?q=den", "/phan-anh/gui/", "/tra-cuu/", "/thu-tuc/?q=a"]
)
def test_questions_and_forms_are_answered_afresh(readers, home, categories, address):
    assert not any(readers.get(address).was_kept for _time in range(2))


def test_each_language_is_kept_under_its_own_address(readers, article):
    here, there = readers.get("/", accept_language="en"), readers.get("/en/", accept_language="vi")
    assert '<html lang="vi">' in here.text
    assert '<html lang="en">' in there.text


def test_two_renderings_are_the_same_to_the_letter(readers, article):
    other = Readers()
    for address in ("/", "/tin-tuc/", article.url):
        assert readers.get(address).headers["ETag"] == other.get(address).headers["ETag"], address


def test_an_english_page_says_nothing_of_whoever_signed_in_before(readers, article, client, lan):
    client.force_login(lan, backend=GIVES)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    hers = readers.get(article.url, cookie=cookie)
    assert "Trang của tôi" in hers.text
    assert hers.headers["Cache-Control"] == "private, no-store"
    everyones = readers.get(article.url)
    assert "Trang của tôi" not in everyones.text
    assert "Trang của tôi" in readers.get(article.url, cookie=cookie).text


def test_a_preview_is_no_page_for_readers(readers, article, rinh, as_person):
    article.title = "Bản nháp của Rinh"
    article.save_revision(user=rinh)
    client = as_person(rinh)
    client.get(f"/quan-tri/pages/{article.pk}/edit/preview/")
    for address in (article.url, f"/quan-tri/pages/{article.pk}/view_draft/"):
        assert not any("Bản nháp" in readers.get(address).text for _time in range(2))


def test_a_draft_is_not_kept(readers, write):
    draft = write("Bản nháp", live=False)
    assert [readers.get(draft.url).status for _time in range(2)] == [404, 404]


def test_a_closed_page_is_no_longer_shown(readers, seen_by_all, article):
    with seen_by_all(article.url):
        PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert readers.get(article.url).status == 302


def test_who_may_read_a_page_is_asked_each_time(client, article, fragments_kept):
    """What a move closes, or moves while it is closed, waits for no new edition."""
    assert client.get(article.url).status_code == 200
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert client.get(article.url).status_code == 302


def test_a_closed_page_is_kept_for_nobody(readers, article, hoa, client):
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    client.force_login(hoa, backend=GIVES)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    assert readers.get(article.url, cookie=cookie).status == 200
    assert readers.get(article.url).status == 302


def test_a_new_edition_is_seen(readers, seen_by_all, article):
    with seen_by_all(article.url):
        article.title = "Đèn sáng lại rồi"
        article.save_revision().publish()
    assert "Đèn sáng lại rồi" in readers.get(article.url).text


def test_what_is_withdrawn_is_gone(readers, seen_by_all, article):
    with seen_by_all(article.url):
        article.unpublish()
    assert readers.get(article.url).status == 404


def test_what_is_deleted_is_gone(readers, seen_by_all, article):
    with seen_by_all(article.url):
        ArticlePage.objects.get(pk=article.pk).delete()
    assert readers.get(article.url).status == 404


def test_what_moves_is_at_its_new_place(readers, seen_by_all, home, about):
    help_page = home.add_child(instance=StandardPage(title="Trợ giúp", slug="tro-giup"))
    with seen_by_all("/gioi-thieu/"):
        about.move(help_page, pos="last-child")
    assert readers.get("/tro-giup/gioi-thieu/").status == 200


@pytest.mark.parametrize(
    ("model", "facts"),
    [(Topic, {"name": "Khác", "slug": "khac"}), (Document, {"title": "Mẫu đơn"})],
)
def test_what_pages_show_besides_is_seen(seen_by_all, home, model, facts):
    with seen_by_all("/"):
        model.objects.create(**facts)
    with seen_by_all("/"):
        model.objects.latest("pk").delete()


def test_an_alert_is_seen_when_it_is_told(readers, seen_by_all, linh):
    with seen_by_all("/"):
        publish_alert(Alert.objects.create(title="Mưa lớn"), by=linh)
    assert "Mưa lớn" in readers.get("/").text


def test_an_alert_begins_and_ends_with_its_minute(
    readers, linh, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to("2026-11-27 09:58:30+07:00", tick=False)
    start, end = (now().replace(hour=3, minute=minute, second=0) for minute in (0, 1))
    with django_capture_on_commit_callbacks(execute=True):
        publish_alert(Alert.objects.create(title="Mưa lớn", starts_at=start, ends_at=end), by=linh)
    assert "Mưa lớn" not in readers.get("/").text
    time_machine.move_to("2026-11-27 10:00:00+07:00", tick=False)
    cache.delete(current.key())  # As after half a minute: the clock of caches is no test's.
    assert "Mưa lớn" in readers.get("/").text
    time_machine.move_to("2026-11-27 10:01:00+07:00", tick=False)
    assert "Mưa lớn" not in readers.get("/").text


def test_the_greeting_is_that_of_the_hour(readers, home, time_machine):
    time_machine.move_to("2026-11-27 10:59:59+07:00", tick=False)
    assert "Chào buổi sáng" in readers.get("/").text
    time_machine.move_to("2026-11-27 11:00:01+07:00", tick=False)
    assert "Chào buổi sáng" not in readers.get("/").text


def test_a_procedure_and_its_desk_are_seen(seen_by_all, home, soc_trang_office):
    procedure = ProcedureFactory(birth=True)
    with seen_by_all(procedure.get_absolute_url()):
        procedures.make_findable(procedure)
    with seen_by_all(procedure.get_absolute_url()):
        accounts.agencies.save_agency(soc_trang_office)
    with seen_by_all(procedure.get_absolute_url()):
        accounts.agencies.set_hours(soc_trang_office, {})


def test_the_clock_publishes_and_withdraws(
    readers, article, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to("2026-11-27 09:58:30+07:00", tick=False)
    article.title = "Đúng mười giờ"
    article.go_live_at = now().replace(hour=3, minute=0, second=0)
    article.expire_at = now().replace(hour=3, minute=30, second=0)
    article.save_revision().publish()
    assert "Đúng mười giờ" not in readers.get(article.url).text
    for moment, status in (("10:00:10", 200), ("10:30:10", 404)):
        time_machine.move_to(f"2026-11-27 {moment}+07:00", tick=False)
        with django_capture_on_commit_callbacks(execute=True):
            publish_scheduled.call()
        assert readers.get(article.url).status == status
    assert DUTIES["cms.tasks.publish_scheduled"].every.total_seconds() <= 60


def test_nothing_is_published_before_its_time(article):
    publish_scheduled.call()
    assert ArticlePage.objects.get(pk=article.pk).live


@pytest.mark.parametrize("address", ["/", "/en/", "/tin-tuc/", "/gioi-thieu/", "/thu-tuc/"])
def test_a_page_of_kept_pieces_is_the_same(client, article, about, address, fragments_kept):
    first = client.get(address).content
    assert client.get(address).content == first


def test_each_page_has_its_own_place_in_the_frame(client, article, about, fragments_kept):
    client.get("/")
    for address in ("/", "/tin-tuc/", article.url, "/gioi-thieu/", "/thu-tuc/"):
        kept = client.get(address).content
        caches["fragments"].clear()
        assert client.get(address).content == kept, address


def test_who_signed_in_has_her_own_head(client, article, lan, fragments_kept):
    client.get("/")
    client.force_login(lan, backend=GIVES)
    assert "Trang của tôi" in client.get("/").content.decode()


def test_kept_pieces_end_with_their_edition(
    client, article, fragments_kept, django_capture_on_commit_callbacks
):
    assert article.title in client.get("/").content.decode()
    client.get(article.url)
    with django_capture_on_commit_callbacks(execute=True):
        article.title = "Đèn sáng lại rồi"
        article.save_revision().publish()
    assert "Đèn sáng lại rồi" in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        article.get_parent().unpublish()
    assert client.get("/tin-tuc/").status_code == 404


def test_what_is_withdrawn_is_suggested_no_more(readers, seen_by_all, article):
    suggested = "/tim-kiem/goi-y/?q=chuyen"
    assert article.url in readers.get(suggested).text
    with seen_by_all(suggested):
        article.unpublish()
    assert article.url not in readers.get(suggested).text
