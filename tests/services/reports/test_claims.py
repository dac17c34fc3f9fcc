"""Who sent it: whoever is signed in as its sender, or holds its secret code."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory

from services.reports.claims import MOST, code_of, is_mine, remember_claim
from services.reports.models import Report
from tests.services.reports.factories import ReportFactory
from tests.services.reports.sending import SUBMIT, told

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


def last_report() -> Report:
    return Report.objects.latest("pk")
