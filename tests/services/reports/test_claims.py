"""Who sent it: whoever is signed in as its sender, or holds its secret code."""

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from portal.common.limits import TooMany
from portal.common.moments import travel_to
from portal.common.qr import qr_code
from portal.common.references import new_reference
from services.reports import actions
from services.reports.claims import MOST, code_of, is_mine, open_claim, remember_claim
from services.reports.models import Report
from services.reports.own import FRESH_FOR
from services.reports.workflow import State
from tests.services.reports.factories import SECRET, ReportFactory
from tests.services.reports.sending import SUBMIT, told

UNKNOWN = "PA-2222-23"

pytestmark = pytest.mark.django_db


class Memory(SessionBase):
    """A session that lives as long as its test."""

    def __init__(self):
        super().__init__()
        self._session_cache = {}


def browser(user=None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = Memory()
    return request


def test_a_report_belongs_to_who_sent_it_signed_in(lan, minh):
    report = ReportFactory(reporter=lan)
    assert is_mine(browser(lan), report)
    assert not is_mine(browser(minh), report)
    assert not is_mine(browser(), report)


def test_a_report_nobody_signed_in_sent_belongs_to_nobody():
    assert not is_mine(browser(), ReportFactory())


def test_it_belongs_to_the_browser_that_claimed_it():
    here, there, report = browser(), browser(), ReportFactory()
    remember_claim(here, report)
    assert is_mine(here, report)
    assert not is_mine(there, report)
    assert not is_mine(here, ReportFactory())


def test_a_browser_remembers_the_last_few():
    here = browser()
    first, *others = ReportFactory.create_batch(MOST + 1)
    for report in [first, *others, others[0]]:
        remember_claim(here, report)
    assert not is_mine(here, first)
    assert all(is_mine(here, report) for report in others)


def test_the_code_is_told_again_only_where_it_can_be_worked_out(client, lamps):
    code = client.post(SUBMIT, told(), follow=True).context["code"]
    assert code_of(last_report()) == code
    assert code_of(ReportFactory()) == ""


def test_it_is_told_for_a_quarter_of_an_hour(client, lamps):
    code = client.post(SUBMIT, told(), follow=True).context["code"]
    report = last_report()
    receipt = client.get(report.receipt_url)
    assert code in receipt.content.decode()
    with travel_to(report.created_at + FRESH_FOR):
        later = client.get(report.receipt_url).content.decode()
    assert code not in later
    assert "Mã bí mật chỉ hiện một lần" in later


def test_the_slip_leads_to_the_report_by_what_no_server_is_sent(client, lamps):
    client.post(SUBMIT, told())
    report = last_report()
    slip = client.get(report.receipt_url).context["slip"]
    assert slip["address"] == f"http://127.0.0.1:8000/phan-anh/{report.reference}/mo/"
    assert slip["qr"] == qr_code(f"{slip['address']}#{slip['code']}")
    assert slip["code"] not in slip["address"]


def test_after_the_portals_own_secret_changed_no_wrong_code_is_told(client, lamps, settings):
    client.post(SUBMIT, told())
    settings.SECRET_KEY = "another"
    assert code_of(last_report()) == ""


def test_signing_out_forgets(client, lamps, lan):
    client.force_login(lan)
    client.post(SUBMIT, told(category="AN02", contact_email=""))
    report = last_report()
    client.post("/tai-khoan/dang-xuat/")
    assert client.get(report.get_absolute_url()).status_code == 404


def test_what_was_sent_before_signing_in_stays_in_reach(client, lamps, lan):
    client.post(SUBMIT, told(category="AN02"))
    client.force_login(lan)
    assert client.get(last_report().get_absolute_url()).status_code == 200


class TestOpening:
    """The page to which the slip leads."""

    @pytest.fixture
    def report(self):
        return ReportFactory(private=True)

    @pytest.mark.parametrize("typed", [SECRET, SECRET.lower(), SECRET.replace("-", " ")])
    def test_with_the_code_the_report_is_mine(self, client, report, typed):
        answer = client.post(door(report.reference), {"bi_mat": typed}, follow=True)
        assert answer.context["is_mine"]

    def test_from_there_everything_is_done_without_an_account(self, client, report, hoa):
        actions.take_step(report, "receive", by=hoa)
        actions.take_step(report, "ask", by=hoa, note="Nhà số mấy?")
        client.post(door(report.reference), {"bi_mat": SECRET})
        client.post(f"{report.get_absolute_url()}tra-loi/", {"note": "Số nhà 12."})
        report.refresh_from_db()
        assert report.state == State.IN_PROGRESS
        client.post(f"{report.get_absolute_url()}rut/", {})
        report.refresh_from_db()
        assert report.state == State.WITHDRAWN

    def test_the_page_tells_nothing_of_whether_there_is_such_a_report(self, client, report):
        known, unknown = (client.get(door(code)) for code in (report.reference, UNKNOWN))
        assert known.status_code == unknown.status_code == 200
        assert plain(known, report.reference) == plain(unknown, UNKNOWN)

    def test_a_wrong_code_and_an_unknown_report_are_answered_alike(self, client, report):
        wrong, unknown = (
            client.post(door(code), {"bi_mat": "7K3M-92QX-4E"})
            for code in (report.reference, UNKNOWN)
        )
        assert wrong.status_code == unknown.status_code == 403
        assert "Hai mã này không đi cùng nhau" in wrong.content.decode()
        assert plain(wrong, report.reference) == plain(unknown, UNKNOWN)

    def test_both_ask_and_compare_as_much(self, report, monkeypatch):
        compared = []
        monkeypatch.setattr(
            Report, "is_claimed_by", lambda self, code: compared.append(code) is not None
        )
        asked = []
        for reference in (report.reference, UNKNOWN):
            with CaptureQueriesContext(connection) as queries:
                open_claim(browser(), reference, "sai")
            asked.append(len(queries))
        assert asked[0] == asked[1]
        assert compared == ["sai", "sai"]

    def test_nothing_written_is_asked_for(self, client, report):
        assert client.post(door(report.reference), {"bi_mat": " "}).status_code == 422

    def test_an_erased_report_has_no_code(self, client, report):
        Report.objects.filter(pk=report.pk).update(claim_digest="")
        for code in ("", SECRET, "0"):
            assert client.post(door(report.reference), {"bi_mat": code}).status_code in {403, 422}

    def test_no_log_and_no_address_holds_the_code(self, client, report, caplog):
        with caplog.at_level("DEBUG"):
            answer = client.post(door(report.reference), {"bi_mat": SECRET})
        assert SECRET not in caplog.text + answer.url


class TestGuessing:
    @pytest.mark.parametrize("exists", [True, False])
    def test_ten_wrong_tries_at_one_report_are_enough_from_wherever(self, client, exists):
        reference = ReportFactory().reference if exists else UNKNOWN
        for n in range(10):
            assert guess(client, reference, n).status_code == 403
        assert guess(client, reference, 11).status_code == 429
        answer = client.post(door(reference), {"bi_mat": SECRET}, REMOTE_ADDR="192.0.2.99")
        assert answer.status_code == 429

    def test_ten_wrong_tries_from_one_address_are_enough_at_whatever(self, client):
        report = ReportFactory()
        for _ in range(10):
            client.post(door(new_reference("PA")), {"bi_mat": "sai"})
        assert client.post(door(report.reference), {"bi_mat": SECRET}).status_code == 429

    def test_right_ones_do_not_count(self, client):
        report = ReportFactory()
        for _ in range(12):
            answer = client.post(door(report.reference), {"bi_mat": SECRET})
        assert answer.status_code == 302

    def test_however_it_is_spelled_it_is_one_report(self, client):
        reference = ReportFactory(reference="PA-7K3M-92").reference
        for n in range(10):
            guess(client, reference.lower() if n % 2 else reference, n)
        assert guess(client, reference, 11).status_code == 429

    def test_many_at_once_have_ten_tries_together(self):
        report = ReportFactory()
        nothing = patch.object(Report.objects, "track", return_value=Report.objects.none())
        with nothing, ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(partial(try_once, report.reference), range(40)))
        assert answers.count("wrong") == 10
        assert answers.count("too many") == 30


def door(reference: str) -> str:
    return f"/phan-anh/{reference}/mo/"


def guess(client, reference: str, n: int):
    """A wrong code, each from another address."""
    return client.post(door(reference), {"bi_mat": "sai"}, REMOTE_ADDR=f"192.0.2.{n + 1}")


def try_once(reference: str, n: int) -> str:
    request = browser()
    request.META["REMOTE_ADDR"] = f"192.0.2.{n + 1}"
    try:
        return "right" if open_claim(request, reference, "sai") else "wrong"
    except TooMany:
        return "too many"


def plain(answer, reference: str) -> str:
    """The page without its code and what is new in every answer."""
    page = answer.content.decode().replace(reference, "")
    return re.sub(r'nonce="[^"]+"|csrfmiddlewaretoken" value="[^"]+"', "", page)


def last_report() -> Report:
    return Report.objects.latest("pk")
