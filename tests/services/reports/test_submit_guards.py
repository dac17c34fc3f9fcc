"""Machines are kept out without riddles: a box nobody sees, a moment to read, fair allowances."""

import pytest

from services.reports.doors import REPORTS_A_DAY, REPORTS_AN_HOUR, SOONEST, opened_now
from services.reports.models import Report
from tests.services.reports.sending import SUBMIT, WORDS, told

pytestmark = pytest.mark.django_db

API = "/api/v1/reports/"
JSON = {"headers": {"accept": "application/json"}}


def send(client, **facts):
    return client.post(SUBMIT, {"step": "check", "go": "send", **told(**facts)})


def test_what_fills_in_the_unseen_box_is_told_to_leave_it_empty(client, lamps):
    answer = send(client, website="https://example.vn")
    assert answer.status_code == 422
    assert "để trống ô này" in answer.content.decode()
    assert not Report.objects.exists()
    assert send(client, website="").status_code == 302


def test_nobody_sees_or_reaches_the_box(client, lamps):
    page = client.get(SUBMIT).content.decode()
    trap = page[page.index('class="visually-hidden" aria-hidden="true"><div') :][:700]
    assert 'name="website"' in trap
    assert 'autocomplete="off"' in trap
    assert 'tabindex="-1"' in trap


def test_sent_in_a_moment_it_waits_for_a_second_press(client, lamps, time_machine):
    time_machine.move_to("2026-11-23T08:00:00+07:00", tick=False)
    stamp = opened_now()
    answer = send(client, opened=stamp, address="Chợ")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bấm gửi lần nữa" in page
    assert f'value="{stamp}"' in page
    assert 'value="Chợ"' in page
    time_machine.shift(SOONEST)
    assert send(client, opened=stamp, address="Chợ").status_code == 302


@pytest.mark.parametrize("stamp", ["", "khong phai", "\x00", "a:b:c"])
def test_without_a_stamp_of_ours_nobody_is_held_up(client, lamps, stamp):
    assert send(client, opened=stamp).status_code == 302


@pytest.mark.parametrize("contact", ["contact_email", "contact_phone"])
def test_one_contact_sends_a_few_a_day(client, lamps, contact, time_machine):
    time_machine.move_to("2026-11-23T08:00:00+07:00", tick=False)
    spellings = {
        "contact_email": ["lan@example.vn", "Lan@Example.vn"],
        "contact_phone": ["0912345678", "+84 912 345 678"],
    }[contact]
    for number in range(REPORTS_A_DAY):
        send(client, description=f"{WORDS} {number}", **{contact: spellings[number % 2]})
    answer = send(client, address="Chợ", **{contact: spellings[0]})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "gửi vào ngày mai" in page
    assert 'value="Chợ"' in page
    assert Report.objects.count() == REPORTS_A_DAY
    assert send(client).status_code == 302  # Without it she may.
    time_machine.move_to("2026-11-24T08:00:00+07:00", tick=False)
    assert send(client, **{contact: spellings[0]}).status_code == 302


def test_form_and_api_count_one_contact_together(client, lamps):
    for number in range(REPORTS_A_DAY):
        send(client, description=f"{WORDS} {number}", contact_email="lan@example.vn")
    lamp = {"category": "CS01", "description": WORDS, "commune": "31507"}
    answer = client.post(API, lamp | {"contact_email": "lan@example.vn"}, "application/json")
    assert answer.status_code == 429


def test_no_allowance_names_anybody(client, lamps, monkeypatch):
    counted = []
    monkeypatch.setattr("portal.common.limits.count", lambda key, _: counted.append(key) or 1)
    send(client, contact_email="lan@example.vn", contact_phone="0912345678")
    assert len(counted) == 3
    assert not any(name in key for key in counted for name in ("lan", "912345678"))


class TestForAScript:
    """What waited on a phone for a network is sent by a script, to the same address."""

    def test_it_has_its_codes(self, client, lamps):
        answer = client.post(SUBMIT, told(), **JSON)
        report = Report.objects.get()
        receipt = answer.json()
        assert answer.status_code == 201
        assert receipt["reference"] == report.reference
        assert receipt["url"] == report.receipt_url
        assert receipt["due_on"] == f"{report.due_at:%Y-%m-%d}"
        assert report.is_claimed_by(receipt["claim_code"])
        assert client.get(receipt["url"]).status_code == 200

    def test_what_is_wrong_is_named(self, client, lamps):
        answer = client.post(SUBMIT, told(commune="", step="check"), **JSON)
        assert answer.status_code == 422
        assert answer.json() == {"errors": {"commune": ["Bạn cho biết ở phường, xã nào."]}}

    def test_it_is_not_held_up_by_the_stamp_of_a_kept_page(self, client, lamps):
        assert client.post(SUBMIT, told(opened=opened_now()), **JSON).status_code == 201

    def test_beyond_the_limit_it_says_so(self, client, lamps):
        for _ in range(REPORTS_AN_HOUR):
            client.post(SUBMIT, {}, **JSON)
        answer = client.post(SUBMIT, told(), **JSON)
        assert answer.status_code == 429
        assert "kết nối của bạn" in answer.json()["detail"]
        assert int(answer["Retry-After"]) > 0


class TestASharedTelephone:
    """Lan wrote it while there was no network; by now her neighbour is signed in there."""

    def sent(self, client, opened_by):
        facts = {"who": "named", "contact_name": "Trần Thị Lan", "contact_phone": "0912345678"}
        answer = client.post(SUBMIT, told(opened=opened_now(opened_by), **facts), **JSON)
        assert answer.status_code == 201
        return Report.objects.get()

    def test_what_lan_wrote_is_not_her_neighbours(self, client, lamps, lan, minh):
        client.force_login(minh)
        assert self.sent(client, lan).reporter is None

    @pytest.mark.parametrize("opened_by", ["lan", "nobody"])
    def test_her_own_is_hers(self, client, lamps, lan, opened_by):
        client.force_login(lan)
        assert self.sent(client, lan if opened_by == "lan" else None).reporter == lan
