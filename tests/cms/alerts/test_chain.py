"""Told, told anew, taken back: one door, and every telling stays as it was."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cms.alerts import actions
from cms.alerts.workflow import STEPS, State
from cms.models import Alert, AlertMessage
from portal.common.moments import now, travel_to
from portal.common.workflow import StepRefused
from tests.cms.alerts.conftest import HOUR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", STEPS)
def test_only_the_steps_in_the_table_are_possible(linh, name, state):
    possible = state in STEPS[name].sources
    with nullcontext() if possible else pytest.raises(StepRefused):
        STEPS[name].check(state, by=linh, note="Nước đã rút.")


def test_each_telling_stays_as_it_was(told, retell, take_back, soc_trang):
    first = told("Triều cường", areas=[soc_trang], text="Ngập 20 cm.")
    second = retell(first.alert, "Ngập sâu hơn.", text="Ngập 40 cm.")
    third = take_back(first.alert)
    chain = [(one.step, one.state, one.text, one.note) for one in first.alert.messages.all()]
    assert chain == [
        ("publish", "published", "Ngập 20 cm.", ""),
        ("update", "updated", "Ngập 40 cm.", "Ngập sâu hơn."),
        ("cancel", "cancelled", "Ngập 40 cm.", "Nước đã rút."),
    ]
    assert [*third.areas.all()] == [soc_trang]
    assert Alert.objects.get().shown == third
    assert len({first.identifier, second.identifier, third.identifier}) == 3


def test_a_message_is_neither_changed_nor_deleted(told):
    message = told()
    with pytest.raises(TypeError):
        message.save()
    with pytest.raises(TypeError):
        message.delete()
    with pytest.raises(ProtectedError):
        message.alert.delete()


def test_what_is_only_written_nobody_reads(told, client, home):
    alert = told("Triều cường").alert
    alert.refresh_from_db()
    alert.title = "Chưa duyệt"
    alert.save()
    assert alert.has_untold_changes
    for address in ("/", "/canh-bao/", alert.get_absolute_url(), "/canh-bao/atom/"):
        assert "Chưa duyệt" not in client.get(address).content.decode()


def test_cancelling_takes_back_what_was_told_not_what_was_written_since(told, take_back):
    alert = Alert.objects.get(pk=told("Triều cường").alert.pk)
    alert.title = "Chưa duyệt"
    alert.save()
    assert take_back(alert).title == "Triều cường"


def test_telling_the_same_again_is_refused(told, retell):
    with pytest.raises(StepRefused, match="Chưa có gì thay đổi"):
        retell(told().alert)


def test_other_communes_are_a_change(told, retell, soc_trang, phu_loi):
    alert = told(areas=[soc_trang]).alert
    assert [*retell(alert, areas=[phu_loi]).areas.all()] == [phu_loi]


def test_nothing_is_told_that_would_be_over(an_alert, linh):
    past = now() - 9 * HOUR
    with pytest.raises(StepRefused, match="đã hết hạn"):
        actions.publish_alert(an_alert(starts_at=past), by=linh)


def test_what_is_over_cannot_be_taken_back(told, take_back):
    alert = told().alert
    with travel_to(now() + 7 * HOUR), pytest.raises(StepRefused, match="đã kết thúc"):
        take_back(alert)


@pytest.mark.parametrize("step", ["update", "cancel"])
def test_a_change_owes_a_reason(told, linh, step):
    alert = told().alert
    with pytest.raises(StepRefused):
        actions.tell(alert, step, by=linh, note=" ")


@pytest.mark.parametrize("who", ["rinh", "hoa", "lan"])
@pytest.mark.parametrize("step", STEPS)
def test_only_publishers_tell(request, an_alert, told, who, step):
    alert = an_alert() if step == "publish" else told().alert
    with pytest.raises(StepRefused, match="không có quyền"):
        actions.tell(alert, step, by=request.getfixturevalue(who), note="Nước đã rút.")
    assert AlertMessage.objects.filter(by=request.getfixturevalue(who)).count() == 0


@pytest.mark.parametrize("level", ["warning", "emergency"])
def test_a_grave_alert_must_end(an_alert, level):
    with pytest.raises(ValidationError, match="phải có giờ kết thúc"):
        Alert(title="Triều cường", level=level).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        an_alert(level=level, ends_at=None)


@pytest.mark.parametrize("level", ["info", "notice"])
def test_a_mild_one_may_stay(level):
    Alert(title="Không ai hỏi mã OTP", level=level).full_clean()


def test_an_alert_cannot_end_before_it_begins():
    with pytest.raises(ValidationError, match="không thể kết thúc trước khi bắt đầu"):
        Alert(title="Triều cường", ends_at=now() - timedelta(days=1)).full_clean()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_an_alert_leads_to_pages_only(url):
    with pytest.raises(ValidationError, match="Địa chỉ phải bắt đầu bằng"):
        Alert(title="Triều cường", url=url).full_clean()


@pytest.mark.parametrize("phone", ["114", "1900 1006", "0299 3822 333", "+84 912 345 678"])
def test_hotlines_and_telephones_are_numbers(phone):
    Alert(title="Triều cường", phone=phone).full_clean()


@pytest.mark.parametrize("phone", ["javascript:1", "ông Ba", "1"])
def test_anything_else_is_not(phone):
    with pytest.raises(ValidationError):
        Alert(title="Triều cường", phone=phone).full_clean()


@pytest.mark.parametrize("field", ["title", "text", "instruction", "source", "url"])
def test_what_cannot_be_read_is_refused(field):
    with pytest.raises(ValidationError) as refused:
        Alert(**{"title": "Triều cường", field: "/đèn\ud83d"}).full_clean()
    assert field in refused.value.message_dict
