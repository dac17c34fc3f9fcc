"""One box for every code: sloppily typed it leads there, wrong it is a sentence."""

import re

import pytest

from services.tracking.find import find
from services.tracking.views import TRIES_AN_HOUR
from tests.services.dossiers.factories import DossierFactory
from tests.services.reports.factories import SECRET, ReportFactory

TRACK = "/tra-cuu/"
LAMP = "PA-7K3M-92"
BIRTH = "H13.31507-261119-0007"

pytestmark = pytest.mark.django_db


def test_the_box_is_open_to_everyone(client):
    assert client.get(TRACK).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [LAMP, "pa7k3m92", " PA 7K3M 92 ", "pa–7k3m–92", "mã số: PA-7K3M-92.", "ＰＡ７Ｋ３Ｍ９２"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_report_is_found_however_its_code_is_typed(client, typed, method):
    ReportFactory(reference=LAMP)
    answer = getattr(client, method)(TRACK, {"ma": typed})
    assert (answer.status_code, answer.url) == (302, f"/phan-anh/{LAMP}/")


@pytest.mark.parametrize("typed", [BIRTH, "h13.31507 261119 0007", "H13315072611190007"])
def test_a_dossier_is_found_as_well(client, typed):
    DossierFactory(code=BIRTH)
    answer = client.get(TRACK, {"ma": typed})
    assert (answer.status_code, answer.url) == (302, f"/ho-so/{BIRTH}/")


def test_a_temporary_reference_is_found_as_well(client):
    dossier = DossierFactory(submitted=True)
    assert client.get(TRACK, {"ma": dossier.reference}).url == f"/ho-so/{dossier.reference}/"


@pytest.mark.parametrize("typed", [LAMP, BIRTH, "PA-7K3M-93", "xin chào", "0912345678", "%"])
def test_an_unknown_code_is_a_sentence_and_stays_in_the_box(client, typed):
    answer = client.post(TRACK, {"ma": typed})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Không tìm thấy mã này" in page
    assert f'value="{typed}"' in page


@pytest.mark.parametrize("typed", ["", "   ", "a\x00b", "P" * 61])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_no_code_at_all_is_refused(client, typed, method):
    if method == "get" and "\x00" in typed:
        assert client.get(TRACK, {"ma": typed}).status_code == 400
    else:
        assert getattr(client, method)(TRACK, {"ma": typed}).status_code == 422


def test_a_form_without_its_box_asks_for_the_code(client):
    answer = client.post(TRACK, {})
    assert answer.status_code == 422
    assert "Bạn nhập mã" in answer.content.decode()


def test_in_english_it_leads_to_the_english_page(client):
    ReportFactory(reference=LAMP)
    assert client.get(f"/en{TRACK}", {"ma": LAMP}).url == f"/en/phan-anh/{LAMP}/"


def test_nobody_tries_codes_for_ever(client):
    for _ in range(TRIES_AN_HOUR):
        client.get(TRACK, {"ma": "PA-7K3M-93"})
    ReportFactory(reference=LAMP)
    assert client.get(TRACK, {"ma": LAMP}).status_code == 429


class TestPrivate:
    """A private report: how far it is to who has the code, its words to who has the secret."""

    @pytest.fixture
    def report(self, lan):
        return ReportFactory(private=True, received=True, reference=LAMP, reporter=lan)

    def test_with_the_code_alone_only_its_state_is_told(self, client, report):
        answer = client.get(TRACK, {"ma": LAMP})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f"{LAMP}: Đã tiếp nhận" in page
        for word in (report.category.name, report.address, "Phường Sóc Trăng", "tối thui"):
            assert word not in page

    @pytest.mark.parametrize("typed", [SECRET, SECRET.lower(), f" {SECRET.replace('-', ' ')} "])
    def test_with_the_secret_code_it_opens(self, client, report, typed):
        answer = client.post(TRACK, {"ma": LAMP, "bi_mat": typed}, follow=True)
        assert "tối thui" in answer.content.decode()

    @pytest.mark.parametrize("typed", ["7K3M-92QX-4E", "sai", LAMP, "a" * 30])
    def test_with_a_wrong_one_it_does_not(self, client, report, typed):
        answer = client.post(TRACK, {"ma": LAMP, "bi_mat": typed})
        assert answer.status_code == 403
        assert "Hai mã này không đi cùng nhau" in answer.content.decode()
        assert client.get(report.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("unknown", ["PA-7K3M-93", "PA-2222-22", "xin chào"])
    def test_an_unknown_code_with_a_secret_is_answered_as_a_wrong_secret(
        self, client, report, unknown
    ):
        wrong = client.post(TRACK, {"ma": LAMP, "bi_mat": "sai"})
        none = client.post(TRACK, {"ma": unknown, "bi_mat": "sai"})
        assert wrong.status_code == none.status_code == 403
        assert told_by(wrong, LAMP) == told_by(none, unknown)

    def test_whoever_guesses_is_stopped_here_as_on_the_page_of_the_slip(self, client, report):
        for _ in range(5):
            client.post(TRACK, {"ma": LAMP, "bi_mat": "sai"})
            client.post(f"/phan-anh/{LAMP}/mo/", {"bi_mat": "sai"})
        assert client.post(TRACK, {"ma": LAMP, "bi_mat": SECRET}).status_code == 429

    def test_a_dossier_opens_whatever_was_typed_as_secret(self, client):
        DossierFactory(code=BIRTH)
        answer = client.post(TRACK, {"ma": BIRTH, "bi_mat": "1234"})
        assert answer.url == f"/ho-so/{BIRTH}/"

    def test_a_secret_is_never_taken_from_an_address(self, client, report):
        answer = client.get(TRACK, {"ma": LAMP, "bi_mat": SECRET})
        assert answer.status_code == 200
        assert client.get(report.get_absolute_url()).status_code == 404

    def test_its_sender_is_led_to_it_without(self, client, report, lan):
        client.force_login(lan)
        assert client.get(TRACK, {"ma": LAMP}).url == report.get_absolute_url()

    def test_minh_is_not(self, client, report, minh):
        client.force_login(minh)
        assert client.get(TRACK, {"ma": LAMP}).status_code == 200

    def test_another_reports_secret_does_not_open_it(self, client, report):
        other = ReportFactory()
        client.post(TRACK, {"ma": other.reference, "bi_mat": SECRET})
        assert client.get(other.get_absolute_url()).status_code == 200
        assert client.get(report.get_absolute_url()).status_code == 404


def told_by(answer, typed: str) -> str:
    """The page without what was typed into it and what is new in every answer."""
    page = answer.content.decode().replace(f'value="{typed}"', "")
    return re.sub(r'nonce="[^"]+"|csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_nothing_of_it_is_kept_by_a_cache(client):
    assert "no-store" in client.get(TRACK)["Cache-Control"]


@pytest.mark.parametrize("make", [ReportFactory, DossierFactory])
def test_it_asks_few_questions(client, django_assert_max_num_queries, make):
    found = make()
    code = getattr(found, "public_code", found.reference)
    with django_assert_max_num_queries(3):
        client.get(TRACK, {"ma": code})


def test_nonsense_is_not_even_looked_up(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find("xin chào") is None
