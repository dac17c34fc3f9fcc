"""Links stay alive: the dead ones of ours are known at once, those elsewhere after two days."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction

from cms.checks import checks_of, what_keeps_it_in
from cms.links import collect, outside
from cms.links.outside import look_at
from cms.models import Link, ProgrammeGoal, ProgrammeIndexPage, ProgrammePage
from cms.setup import load_site
from cms.tasks import look_at_links
from portal.common.moments import now
from tests.cms.conftest import new_picture
from tests.cms.pages import a_film, add, in_english, list_of
from tests.elsewhere import elsewhere, untrusted

pytestmark = pytest.mark.django_db
State = Link.State
SOURCE = "https://soctrang.gov.vn/bao-cao"


@pytest.fixture(scope="module")
def there():
    with elsewhere() as server:
        yield server


@pytest.fixture(autouse=True)
def may_ask_this_machine(settings):
    settings.ASK_PRIVATE_ADDRESSES = True


def linking(*addresses: str) -> list:
    words = "".join(f'<a href="{address}">đây</a> ' for address in addresses)
    return [("paragraph", f"<p>Xem {words}</p>")]


def linking_to(page: Page) -> list:
    return [("paragraph", f'<p><a linktype="page" id="{page.pk}">Đọc thêm</a></p>')]


def states() -> dict[str, str]:
    return {link.shown: link.state for link in Link.objects.all()}


def test_links_of_a_page_are_known_once_it_is_published(write):
    action = {"title": "Gửi", "text": "", "label": "Gửi", "url": "https://vneid.gov.vn/?a=1&b=2"}
    body = [
        *linking("https://soctrang.gov.vn/a?x=1&amp;y=2#muc", "/gioi-thieu-cu/", "mailto:a@b.vn")
    ]
    page = write("Đèn", body=[*body, ("action", action)])
    assert states() == {
        "https://soctrang.gov.vn/a?x=1&y=2": State.NEW,
        "https://vneid.gov.vn/?a=1&b=2": State.NEW,
        "/gioi-thieu-cu/": State.GONE,
    }
    page.body = linking("https://soctrang.gov.vn/a?x=1&amp;y=2")
    page.save_revision().publish()
    assert states() == {"https://soctrang.gov.vn/a?x=1&y=2": State.NEW}
    page.unpublish()
    assert states() == {}


def test_links_are_known_wherever_they_stand(home):
    """Also in a film's words, and in what a reading of a programme rests on."""
    said = '<p><a href="https://soctrang.gov.vn/phim">đây</a></p>'
    a_film(home, new_picture(), transcript=said)
    reading = {"day": date(2026, 3, 1), "value": 40, "evidence": "Báo cáo", "url": SOURCE}
    facts = {"name": "Cáp quang", "unit": "%", "baseline": 40, "target": 100}
    facts |= {"baseline_year": 2020, "year": 2030, "readings": [reading]}
    goal = ProgrammeGoal(title="Mạng", indicators=[("indicator", facts)])
    add(list_of(ProgrammeIndexPage, home), ProgrammePage(title="Nghị quyết", goals=[goal]))
    assert states() == {"https://soctrang.gov.vn/phim": State.NEW, SOURCE: State.NEW}


def test_addresses_of_ours_are_followed_as_readers_follow_them(write, article, about):
    ours = ["/", "/tin-tuc/rss/", "/gioi-thieu/", article.url, "/phan-anh/gui/?loai=CS01"]
    write("Đèn", body=linking(*ours, "http://127.0.0.1:8000/tin-tuc/"))
    assert states() == {}


@pytest.mark.parametrize("how", ["login", "password", "groups"])
def test_the_old_address_of_a_closed_page_is_no_dead_link(write, article, how):
    Redirect.add_redirect("/tin-cu/", article)
    PageViewRestriction.objects.create(page=article, restriction_type=how, password="x")
    write("Đèn", body=linking("/tin-cu/"))
    assert states() == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_so_are_those_in_english_whatever_the_editor_speaks(write, article, about, language):
    load_site()
    english = in_english(about, title="About us", slug="about").url
    ours = ["/en/", "/en/tra-cuu/", "/en/phan-anh/gui/", f"/en{article.url}", english, "/tra-cuu/"]
    with override(language):
        write("Đèn", body=linking(*ours, "/en/khong-co/", "/khong-co/"))
    assert states() == {"/en/khong-co/": State.GONE, "/khong-co/": State.GONE}


def test_a_page_that_goes_is_told_to_those_who_lead_to_it(
    write, article, django_capture_on_commit_callbacks
):
    write("Đèn", body=linking_to(article))
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
    assert states() == {article.title: State.HIDDEN}
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    assert states() == {}
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert [link.state for link in Link.objects.all()] == [State.MISSING]


def test_so_are_files(write, django_capture_on_commit_callbacks):
    picture, paper = new_picture(), Document.objects.create(title="Biểu mẫu", file="bieu-mau.pdf")
    words = f'<p><a linktype="document" id="{paper.pk}">Biểu mẫu</a></p>'
    shown = {"image": picture, "alt": "Đèn", "decorative": False, "caption": ""}
    write("Đèn", body=[("paragraph", words), ("image", shown)])
    with django_capture_on_commit_callbacks(execute=True):
        paper.delete()
        picture.delete()
    assert sorted(Link.objects.values_list("kind", "state")) == [
        ("document", "missing"),
        ("picture", "missing"),
    ]


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/good", State.GOOD),
        ("/no-head", State.GOOD),
        ("/endless", State.GOOD),
        ("/for-now", State.GOOD),
        ("/moved", State.MOVED),
        ("/gone", State.GONE),
        ("/khong-co", State.GONE),
        ("/broken", State.FAILING),
        ("/guarded", State.GUARDED),
        ("/loop", State.LOOP),
    ],
)
def test_what_servers_do(there, path, state):
    assert look_at(there.at(path)).state == state


def test_what_servers_do_when_they_do_nothing(there, monkeypatch, tmp_path):
    monkeypatch.setattr(outside, "SECONDS", 0.3)
    assert look_at(there.at("/slow")).state == State.SLOW
    assert look_at("http://127.0.0.1:1/").state == State.SILENT
    assert look_at("http://khong-co.invalid/").state == State.DNS
    monkeypatch.setattr(outside, "SECONDS", 5)
    with elsewhere(untrusted(tmp_path)) as server:
        assert look_at(server.at("/good", "https")).state == State.TLS


def test_nobody_has_us_look_inside_an_office(settings, there):
    settings.ASK_PRIVATE_ADDRESSES = False
    there.asked.clear()
    assert look_at(there.at("/good")).state == State.PRIVATE
    assert there.asked == []


def test_what_is_bad_on_two_days_is_broken(write, there):
    write("Đèn", body=linking(there.at("/gone"), there.at("/moved")))
    write("Đèn hai", body=linking(there.at("/gone")))
    for _time in range(2):
        outside.look_at_all([there.at("/gone"), there.at("/moved")], rest=lambda _seconds: None)
    assert not Link.objects.broken().exists()
    with time_machine.travel(now() + timedelta(days=1)):
        outside.look_at_all([there.at("/gone")])
        assert Link.objects.broken().count() == 2
    moved = Link.objects.get(state=State.MOVED)
    assert moved.leads_to == there.at("/good")
    outside.note(there.at("/gone"), outside.Seen(State.GOOD, 200))
    assert not Link.objects.broken().exists()


def test_editors_read_of_it_before_they_publish_but_may(write, there):
    page = write("Đèn", body=linking(there.at("/gone")))
    Link.objects.update(state=State.GONE, status=410, bad_days=2)
    said = " ".join(check.text for check in checks_of(page))
    assert there.at("/gone") in said
    assert "(410)" in said
    assert what_keeps_it_in(page) == []


def test_the_night_goes_over_everything_in_small_jobs(write, there, drain):
    page = write("Đèn", body=linking(there.at("/good"), there.at("/khong-co")))
    Link.objects.all().delete()
    Page.objects.filter(pk=page.pk).update(live=True)
    look_at_links.enqueue()
    drain()
    assert states() == {there.at("/good"): State.GOOD, there.at("/khong-co"): State.GONE}
    assert outside.due() == [there.at("/khong-co")]


def test_one_server_is_asked_twice_a_second_at_most(there):
    rests: list[float] = []
    outside.look_at_all([there.at("/good"), there.at("/gone")], rest=rests.append)
    assert 0.2 < rests[0] <= outside.BETWEEN_TWO
    jobs = outside.in_turns(f"https://{host}.vn/{number}" for number in range(3) for host in "ab")
    assert [len(job) for job in jobs] == [5, 1]


def test_looking_at_many_pages_asks_as_much_of_each(write, article, django_assert_max_num_queries):
    page = write("Đèn", body=[*linking_to(article), *linking("https://soctrang.gov.vn/")])
    with django_assert_max_num_queries(12):
        collect.put(page)


def test_rinh_reads_what_is_broken_and_has_it_looked_at_again(as_person, rinh, write, there, drain):
    write("Đèn hỏng", body=linking(there.at("/good"), "/khong-co/"))
    Link.objects.outside().update(state=State.GONE, status=404, bad_days=2)
    browser, report = as_person(rinh), reverse("links_report")
    said = browser.get(report).content.decode()
    assert "Đèn hỏng" in said
    assert there.at("/good") in said
    assert "/khong-co/" in said
    assert "Liên kết không dẫn tới đâu" in browser.get("/quan-tri/").content.decode()
    link = Link.objects.outside().get()
    answer = browser.post(reverse("links_look_again", args=[link.pk]), follow=True)
    assert "được xem lại" in answer.content.decode()
    drain()
    assert list(Link.objects.to_mend().values_list("address", flat=True)) == ["/khong-co/"]


def test_its_file_holds_no_formulas(as_person, rinh, write):
    page = write("=1+1", body=linking("/khong-co/"))
    Link.objects.filter(page=page).update(title="=HYPERLINK(1)")
    file = as_person(rinh).get(f"{reverse('links_report')}?export=csv").getvalue().decode()
    assert "'=1+1,'=HYPERLINK(1)" in file


def test_who_writes_no_pages_reads_nothing_of_it(as_person, hoa, newsroom):
    assert as_person(hoa).get(reverse("links_report")).status_code == 302
