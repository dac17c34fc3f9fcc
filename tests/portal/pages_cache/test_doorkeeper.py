"""What one reader was shown, the next is shown again; and nothing that was anybody's own."""

from threading import Barrier, Event, Thread

import pytest
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils.cache import patch_cache_control, patch_vary_headers

from portal.pages_cache import doorkeeper
from portal.pages_cache.edition import edition, forget_pages
from portal.pages_cache.sharing import share, shared_with_all

WORDS = "Chuyển đổi số. " * 100


@shared_with_all("trang")
def page(request):
    return HttpResponse(f"{WORDS}{request.GET.get('trang', '')}|{request.get_full_path()}")


def plain(request):
    return HttpResponse("Không ai nói là giống nhau")


@shared_with_all()
def form(request):
    return HttpResponse(get_token(request))


@shared_with_all()
def remembers(request):
    request.session["here"] = True
    return HttpResponse("Nhớ bạn")


@shared_with_all()
def told(request):
    messages.info(request, "Đã gửi")
    return HttpResponse("Xong")


@shared_with_all()
def private(request):
    response = HttpResponse("Chỉ mình bạn")
    patch_cache_control(response, private=True)
    return response


@shared_with_all()
def by_browser(request):
    response = HttpResponse("Tùy trình duyệt")
    patch_vary_headers(response, ["User-Agent"])
    return response


@shared_with_all()
def dated(request):
    return HttpResponse(WORDS, headers={"Last-Modified": "Fri, 27 Nov 2026 03:00:00 GMT"})


@shared_with_all()
def missing(request):
    return HttpResponse("Không có", status=404)


@shared_with_all()
@login_required(login_url="/vao/")
def closed(request):
    return HttpResponse("Chỉ cho người đã đăng nhập")


@shared_with_all()
def changing(request):
    """Something is published while this page is being rendered."""
    forget_pages()
    return HttpResponse("Chữ cũ")


urlpatterns = [
    path("trang/", page),
    path("thuong/", plain),
    path("mau/", form),
    path("nho/", remembers),
    path("bao/", told),
    path("rieng/", private),
    path("may/", by_browser),
    path("ngay/", dated),
    path("thieu/", missing),
    path("kin/", closed),
    path("doi/", changing),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_the_second_reader_is_answered_at_the_door(readers):
    first, second = readers.get("/trang/"), readers.get("/trang/")
    assert (first.was_kept, second.was_kept) == (False, True)
    assert (first.status, first.headers, first.content) == (
        second.status,
        second.headers,
        second.content,
    )


def test_only_what_a_view_shares_is_kept(readers):
    assert not any(readers.get("/thuong/").was_kept for _time in range(2))


@pytest.mark.parametrize("address", ["/mau/", "/nho/", "/bao/", "/rieng/", "/may/", "/thieu/"])
def test_what_is_for_one_person_is_not_kept_whatever_its_view_said(readers, address):
    assert not any(readers.get(address).was_kept for _time in range(2))


def test_a_closed_door_stays_closed(readers, client, lan):
    client.force_login(lan, backend="portal.accounts.backends.MembershipBackend")
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    assert readers.get("/kin/", cookie=cookie).status == 200
    assert readers.get("/kin/").status == 302


@pytest.mark.parametrize(
    "sent",
    [{"cookie": "sessionid=abc"}, {"cookie": "a=b; messages=c"}, {"authorization": "Basic abc"}],
)
def test_whoever_shows_who_she_is_is_answered_by_the_site(readers, sent):
    readers.get("/trang/")
    assert not readers.get("/trang/", **sent).was_kept


def test_what_came_with_a_cookie_of_ours_is_not_kept(readers):
    readers.get("/trang/", cookie="csrftoken=" + "a" * 32)
    assert not readers.get("/trang/").was_kept
    assert readers.get("/trang/", cookie="csrftoken=" + "a" * 32).was_kept


def test_a_strangers_cookie_changes_nothing(readers):
    readers.get("/trang/", cookie="_ga=1")
    assert readers.get("/trang/").was_kept


def test_a_form_that_is_sent_reaches_the_site(readers):
    readers.get("/trang/")
    assert not readers.get("/trang/", method="POST").was_kept


def test_head_is_get_without_its_body(readers):
    head, page = readers.get("/trang/", method="HEAD"), readers.get("/trang/")
    assert page.was_kept
    assert head.content == b""
    assert head.headers == page.headers
    assert int(head.headers["Content-Length"]) == len(page.content)
    assert readers.get("/trang/", method="HEAD").was_kept


def test_head_of_what_is_not_shared_has_no_body_either(readers):
    assert readers.get("/thuong/", method="HEAD").content == b""


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("", None),
        ("identity", None),
        ("br;q=viel", None),
    ],
)
def test_each_browser_gets_what_it_can_unpack(readers, accepted, encoding):
    readers.get("/trang/")
    answer = readers.get("/trang/", accept_encoding=accepted)
    assert answer.was_kept
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.text.startswith(WORDS)
    assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_it_says_on_what_it_depends_and_that_it_is_soon_old(readers):
    readers.get("/trang/", accept_language="en")
    answer = readers.get("/trang/", accept_language="vi")
    assert answer.was_kept
    assert answer.headers["Vary"] == "Accept-Encoding, Cookie"
    assert answer.headers["Cache-Control"] == "public, max-age=0, stale-while-revalidate=1"


@pytest.mark.parametrize("wrapped", ["{}", "W/{}", '"abc", {}', "*"])
def test_who_has_it_already_is_told_so(readers, wrapped):
    had = readers.get("/trang/", accept_encoding="br").headers["ETag"]
    again = readers.get("/trang/", accept_encoding="br", if_none_match=wrapped.format(had))
    assert (again.status, again.content, again.was_kept) == (304, b"", True)
    assert again.headers["ETag"] == had
    assert "Content-Length" not in again.headers


def test_each_encoding_has_a_mark_of_its_own(readers):
    packed, bare = readers.get("/trang/", accept_encoding="br"), readers.get("/trang/")
    assert packed.headers["ETag"] != bare.headers["ETag"]
    unpacked = readers.get("/trang/", if_none_match=packed.headers["ETag"])
    assert unpacked.status == 200


def test_who_has_the_old_one_gets_the_new_one(readers):
    assert readers.get("/trang/", if_none_match='"abc-br"').status == 200


def test_who_kept_only_the_date_gets_it_anew(readers):
    """Something older may have been withdrawn since, of which that date says nothing."""
    same = "Fri, 27 Nov 2026 03:00:00 GMT"
    answers = [readers.get("/ngay/", if_modified_since=same) for _time in range(2)]
    assert [one.status for one in answers] == [200, 200]
    assert not any("Last-Modified" in one.headers for one in answers)


def test_each_page_of_a_list_is_its_own(readers):
    readers.get("/trang/?trang=1")
    other = readers.get("/trang/?trang=2")
    assert not other.was_kept
    assert "|/trang/?trang=2" in other.text
    assert readers.get("/trang/?trang=2").was_kept


@pytest.mark.parametrize("query", ["la=1", "trang=1&la=1", "trang=\xc3", "trang=" + "1" * 400])
def test_nobody_writes_into_what_others_read(readers, query):
    readers.get("/trang/")
    assert not any(readers.get(f"/trang/?{query}").was_kept for _time in range(2))
    assert "la=1" not in readers.get("/trang/").text


def test_where_a_reader_came_from_makes_no_difference(readers):
    readers.get("/trang/?fbclid=IwAR0&utm_source=zalo&trang=1")
    assert readers.get("/trang/?trang=1&zarsrc=30").was_kept
    assert "fbclid" not in readers.get("/trang/?trang=1").text


@pytest.mark.parametrize("other", [{"host": "soctrang.example"}, {"x_forwarded_proto": "https"}])
def test_each_address_has_its_own(readers, other):
    readers.get("/trang/")
    assert not readers.get("/trang/", **other).was_kept


def test_a_change_is_seen_at_once(readers, django_capture_on_commit_callbacks):
    readers.get("/trang/")
    with django_capture_on_commit_callbacks(execute=True):
        forget_pages()
        assert readers.get("/trang/").was_kept  # Nothing has changed yet.
    assert not readers.get("/trang/").was_kept
    assert readers.get("/trang/").was_kept


def test_another_process_hears_of_it_when_it_looks_again(
    readers, monkeypatch, django_capture_on_commit_callbacks
):
    readers.get("/trang/")
    here = edition.word
    with django_capture_on_commit_callbacks(execute=True):
        forget_pages()
    monkeypatch.setattr(edition, "word", here)  # As it was told in the other process.
    assert readers.get("/trang/").was_kept
    monkeypatch.setattr(edition, "looked_at", float("-inf"))
    assert not readers.get("/trang/").was_kept


def test_what_changed_while_it_was_rendered_is_not_shown_again(
    readers, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        readers.get("/doi/")
    assert not readers.get("/doi/").was_kept


def test_nothing_is_kept_while_nobody_knows_the_edition(readers, monkeypatch):
    monkeypatch.setattr("portal.pages_cache.edition.cache", None)
    monkeypatch.setattr("portal.pages_cache.edition.LOOK_EVERY", 0)
    answers = [readers.get("/trang/") for _time in range(2)]
    assert [one.status for one in answers] == [200, 200]
    assert not any(one.was_kept for one in answers)


def test_with_the_minute_a_page_is_over(readers, time_machine):
    time_machine.move_to("2026-11-27 10:59:59+07:00", tick=False)
    readers.get("/trang/")
    assert readers.get("/trang/").was_kept
    time_machine.move_to("2026-11-27 11:00:00+07:00", tick=False)
    assert not readers.get("/trang/").was_kept


def test_what_nobody_asked_for_makes_room(readers):
    readers.door.shelf.most = 10_000
    for number in range(5):
        readers.get(f"/trang/?trang={number}")
    assert readers.door.shelf.size <= 10_000
    assert readers.get("/trang/?trang=4").was_kept
    assert not readers.get("/trang/?trang=0").was_kept


def test_where_nothing_may_be_kept_the_site_answers(readers):
    readers.door.shelf.most = 0
    assert not any(readers.get("/trang/").was_kept for _time in range(2))


def test_one_renders_while_the_others_wait(readers, django_capture_on_commit_callbacks):
    readers.get("/trang/")
    with django_capture_on_commit_callbacks(execute=True):
        forget_pages()
    hold, together, seen = Event(), Barrier(3), []
    site = readers.site

    def slow(environ, start_response):
        assert hold.wait(10)
        start_response("200 OK", [("Content-Type", "text/plain")])
        environ[doorkeeper.SHARED] = doorkeeper.Shared("trang/", frozenset({"trang"}))
        return [b"x"]

    readers.site = slow
    threads = [Thread(target=lambda: seen.append(ask(readers, together))) for _one in range(2)]
    for thread in threads:
        thread.start()
    together.wait(10)
    hold.set()
    for thread in threads:
        thread.join(10)
    readers.site = site
    assert [one.content for one in seen] == [b"x", b"x"]
    assert readers.asked == 2  # Once before the change, and once after it.


def ask(readers, together):
    together.wait(10)
    return readers.get("/trang/")


def test_a_kept_answer_is_one_line_without_anybodys_data(readers, caplog):
    caplog.set_level("INFO")
    readers.get("/trang/?trang=bi-mat")
    caplog.clear()
    readers.get("/trang/?trang=bi-mat")
    [line] = [line.msg for line in caplog.records if line.name == "portal.requests"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "trang/", 200)
    assert "bi-mat" not in str(line)


def test_a_view_may_say_so_itself(rf):
    request = rf.get("/")
    request.resolver_match = None
    share(request, "page")
    assert request.META[doorkeeper.SHARED].reads == {"page"}
