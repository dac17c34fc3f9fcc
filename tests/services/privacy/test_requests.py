"""Requests about one's data: asked, acknowledged, done or refused, each by the law's clock."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.notifications.models import Message
from services.privacy import clock
from services.privacy.actions.consents import give_consent, has_consent
from services.privacy.actions.requests import ask, take_step
from services.privacy.models import DataRequest, Look, Purpose
from services.privacy.workflow import STEPS, State
from tests.people import person
from tests.services.privacy.conftest import ACCOUNT, DESK, long_ago, sign_in

ASK = f"{ACCOUNT}yeu-cau/"
WORDS = "Tên của tôi là Trần Thị Lan Anh."


def kinds_told() -> list[str]:
    return list(Message.objects.filter(channel="email").values_list("kind", flat=True))


def page_of(asked) -> str:
    return f"{DESK}{asked.reference}/"


# The clock


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("view", "30/11"),
        ("correct", "30/11"),
        ("provide", "30/11"),
        ("restrict", "07/12"),  # The 5th is a Saturday.
        ("withdraw", "07/12"),
        ("delete", "10/12"),
    ],
)
def test_what_is_asked_on_a_friday_is_due(calendar, kind, due):
    friday = timezone.make_aware(timezone.datetime(2026, 11, 20, 9, 30))
    terms = clock.terms(kind, friday)
    assert f"{timezone.localtime(terms.acknowledge_by):%d/%m %H:%M}" == "25/11 17:00"  # 24: off.
    assert f"{timezone.localtime(terms.due_at):%d/%m}" == due


def test_the_days_stand_in_the_settings(calendar, settings):
    settings.DATA_REQUEST_DAYS = settings.DATA_REQUEST_DAYS | {"view": 1}
    monday = timezone.make_aware(timezone.datetime(2026, 11, 16, 9, 30))
    assert timezone.localtime(clock.terms("view", monday).due_at).day == 17


# Asking


def test_lan_asks_for_a_correction_and_follows_it(client, lan, calendar):
    sign_in(client, lan)
    response = client.post(ASK, {"kind": "correct", "words": WORDS}, follow=True)
    asked = DataRequest.objects.get()
    assert response.redirect_chain[-1][0] == asked.get_absolute_url()
    html = response.content.decode()
    for words in (asked.reference, WORDS, "Sửa dữ liệu của tôi", "Rút lại yêu cầu"):
        assert words in html
    assert asked.reference in client.get(ACCOUNT).content.decode()


def test_who_has_not_shown_who_she_is_lately_does_so_first(client, lan, calendar):
    sign_in(client, lan)
    long_ago(client)
    assert client.get(ASK).status_code == 200
    response = client.post(ASK, {"kind": "delete"})
    assert response["Location"].startswith("/tai-khoan/xac-nhan-lai/")
    assert not DataRequest.objects.exists()


def test_a_correction_says_what_to_correct(client, lan, calendar):
    sign_in(client, lan)
    response = client.post(ASK, {"kind": "correct", "words": " "})
    assert response.status_code == 422
    assert "Hãy cho biết cần thay đổi điều gì." in response.content.decode()
    assert client.post(ASK, {"kind": "everything"}).status_code == 422


def test_the_same_is_asked_once_at_a_time(lan, calendar):
    first = ask(lan, "delete")
    with pytest.raises(StepRefused):
        ask(lan, "delete")
    take_step(first, "cancel", by=lan)
    assert ask(lan, "delete") != first


def test_minh_does_not_see_lans_request(client, lan, minh, calendar):
    asked = ask(lan, "correct", WORDS)
    client.force_login(minh)
    assert client.get(asked.get_absolute_url()).status_code == 404
    assert client.post(f"{asked.get_absolute_url()}rut-lai/").status_code == 404


def test_lan_takes_it_back_until_it_is_done(client, lan, mai, calendar):
    asked = ask(lan, "correct", WORDS)
    client.force_login(lan)
    client.post(f"{asked.get_absolute_url()}rut-lai/")
    asked.refresh_from_db()
    assert asked.state == State.CANCELLED
    other = take_step(ask(lan, "correct", WORDS), "fulfil", by=mai)
    client.post(f"{other.get_absolute_url()}rut-lai/")
    other.refresh_from_db()
    assert other.state == State.DONE


# Answering


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", STEPS)
def test_only_the_steps_in_the_table_are_possible(lan, mai, calendar, name, state):
    asked = ask(lan, "correct", WORDS)
    closed_at = None if state in {State.SUBMITTED, State.ACKNOWLEDGED} else now()
    DataRequest.objects.filter(pk=asked.pk).update(state=state, closed_at=closed_at)
    by = lan if STEPS[name].permission is None else mai
    if state in STEPS[name].sources:
        assert take_step(asked, name, by=by, note="Theo Điều 14").state == STEPS[name].target
    else:
        with pytest.raises(StepRefused):
            take_step(asked, name, by=by, note="Theo Điều 14")


def test_each_answer_is_an_event_and_a_letter(lan, mai, calendar, drain):
    asked = ask(lan, "correct", WORDS)
    asked = take_step(asked, "acknowledge", by=mai)
    asked = take_step(asked, "fulfil", by=mai, note="Đã sửa.")
    assert list(asked.events.values_list("step", flat=True)) == ["ask", "acknowledge", "fulfil"]
    assert kinds_told() == ["privacy/done", "privacy/acknowledged"]
    drain()
    assert set(Message.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_refusal_names_its_reason(lan, mai, calendar):
    asked = ask(lan, "delete")
    with pytest.raises(StepRefused):
        take_step(asked, "refuse", by=mai)
    take_step(asked, "refuse", by=mai, note="Điều 16 Luật 91/2025/QH15")
    assert kinds_told() == ["privacy/refused"]


def test_withdrawing_takes_every_consent_back(lan, mai, calendar):
    give_consent(lan, Purpose.NEWSLETTER, how="counter")
    take_step(ask(lan, "withdraw"), "fulfil", by=mai)
    assert not has_consent(lan, Purpose.NEWSLETTER)


def test_the_queue_is_the_handlers_and_oldest_first(client, lan, minh, mai, khanh, hoa, calendar):
    with time_machine.travel(now() - timedelta(days=40), tick=False):
        late = ask(minh, "correct", WORDS)
    new = ask(lan, "correct", WORDS)
    client.force_login(mai)
    page = client.get(DESK)
    assert list(page.context["page_obj"]) == [late, new]
    assert "Quá hạn" in page.content.decode()
    assert list(client.get(DESK, {"view": "overdue"}).context["page_obj"]) == [late]
    for other in (khanh, hoa, lan):
        client.force_login(other)
        assert client.get(DESK).status_code in {302, 403}
        assert client.get(page_of(new)).status_code in {302, 404}


def test_mai_answers_at_her_desk_and_the_look_is_remembered(client, lan, mai, calendar):
    asked = ask(lan, "correct", WORDS)
    client.force_login(mai)
    html = client.get(page_of(asked)).content.decode()
    assert WORDS in html
    assert Look.objects.get().subject == lan
    refused = client.post(f"{page_of(asked)}buoc/", {"step": "refuse", "note": ""})
    assert refused.status_code == 422
    client.post(f"{page_of(asked)}buoc/", {"step": "acknowledge", "note": "Chúng tôi xem ngay."})
    asked.refresh_from_db()
    assert asked.state == State.ACKNOWLEDGED


def test_the_queue_asks_no_more_for_many(client, mai, calendar, django_assert_max_num_queries):
    def add(first: int, last: int) -> None:
        for n in range(first, last):
            ask(person(f"r{n}@example.vn", f"Người {n}"), "correct", WORDS)

    add(0, 2)
    client.force_login(mai)
    client.get(DESK)
    with django_assert_max_num_queries(30) as few:
        client.get(DESK)
    add(2, 12)
    with django_assert_max_num_queries(30) as many:
        assert len(client.get(DESK).context["page_obj"]) == 12
    assert len(many) == len(few)
