"""Where Linh writes: saved is not told; told, told anew and taken back after one more question."""

import pytest

from cms.alerts import actions
from cms.alerts.desk import AlertEditView
from cms.models import Alert

pytestmark = pytest.mark.django_db
DESK = "/quan-tri/snippets/cms/alert/"
WORDS = {
    "level": "warning",
    "title": "Trie\u0302\u0300u cu\u031bo\u031b\u0300ng",
    "text": "Ngập 20 cm.",
    "instruction": "Kê cao đồ điện.",
    "category": "Met",
    "starts_at": "22/11/2026 08:00",
    "ends_at": "22/11/2036 20:00",
}


@pytest.fixture
def desk(as_person, linh):
    return as_person(linh)


def follow(client, address: str, **facts) -> str:
    return client.post(address, facts, follow=True).content.decode()


def test_written_saved_and_not_yet_told(desk):
    page = follow(desk, f"{DESK}add/", **WORDS)
    alert = Alert.objects.get()
    assert (alert.title, alert.state, alert.shown) == ("Triều cường", "draft", None)
    assert "Chưa ai đọc được bản này" in page
    assert f"{DESK}publish/{alert.pk}/" in page


def test_told_told_anew_and_taken_back(desk, an_alert):
    alert = an_alert(level="warning")
    assert "báo cho người dân" in desk.get(f"{DESK}publish/{alert.pk}/").content.decode()
    assert "Trong vòng một phút" in follow(desk, f"{DESK}publish/{alert.pk}/")
    page = follow(desk, f"{DESK}edit/{alert.pk}/", **WORDS | {"title": "Triều cường lên cao"})
    assert "Bản này khác bản người dân đang đọc" in page
    assert Alert.objects.get().shown.title == "Triều cường"
    follow(desk, f"{DESK}update/{alert.pk}/", note="Nước lên thêm.")
    assert Alert.objects.get().shown.title == "Triều cường lên cao"
    page = follow(desk, f"{DESK}cancel/{alert.pk}/", note="Nước đã rút.")
    assert "Nước đã rút." in page
    assert Alert.objects.get().state == "cancelled"
    assert desk.get(f"{DESK}edit/{alert.pk}/").status_code == 404


def test_before_residents_are_told_one_reads_how_grave_and_where(desk, an_alert, soc_trang):
    mild = an_alert(level="notice", areas=[soc_trang])
    grave = an_alert(level="emergency")
    page = desk.get(f"{DESK}publish/{mild.pk}/").content.decode()
    assert "Chú ý" in page
    assert "Phường Sóc Trăng" in page
    assert "chưa nói người dân cần làm gì" not in page
    page = desk.get(f"{DESK}publish/{grave.pk}/").content.decode()
    assert "Khẩn cấp" in page
    assert "Toàn địa bàn Sóc Trăng" in page
    assert "chưa nói người dân cần làm gì" in page


def test_what_cannot_be_told_is_said_and_nothing_told(desk, an_alert):
    alert = an_alert()
    Alert.objects.filter(pk=alert.pk).update(url="javascript:alert(1)")
    page = follow(desk, f"{DESK}publish/{alert.pk}/")
    assert "Địa chỉ phải bắt đầu bằng" in page
    assert Alert.objects.get().state == "draft"


@pytest.mark.parametrize("note", ["", "   ", "đèn\x00"])
def test_no_reason_no_cancelling(desk, told, note):
    alert = told().alert
    follow(desk, f"{DESK}cancel/{alert.pk}/", note=note)
    assert Alert.objects.get().is_in_force


def test_a_button_stands_only_where_its_step_is_possible(desk, an_alert, told, take_back):
    draft, message = an_alert(), told()
    taken_back = take_back(told().alert)
    for alert, expected in (
        (draft, ["publish"]),
        (message.alert, ["cancel"]),
        (taken_back.alert, []),
    ):
        page = desk.get(f"{DESK}inspect/{alert.pk}/").content.decode()
        steps = [name for name in ("publish", "update", "cancel") if f"{DESK}{name}/" in page]
        assert steps == expected


def test_drafts_are_deleted_and_nothing_that_was_told(desk, an_alert, told):
    draft, message = an_alert(), told()
    desk.post(f"{DESK}delete/{draft.pk}/")
    desk.post(f"{DESK}delete/{message.alert.pk}/")
    desk.post(f"/quan-tri/bulk/cms/alert/delete/?id={message.alert.pk}", {"id": message.alert.pk})
    assert [*Alert.objects.all()] == [message.alert]


def test_the_list_says_state_level_communes_and_times(desk, told, soc_trang):
    told(level="warning", areas=[soc_trang])
    page = desk.get(DESK).content.decode()
    for words in ("Triều cường", "Cảnh báo", "Đã đăng · Đang có hiệu lực", "Phường Sóc Trăng"):
        assert words in page


def test_the_list_asks_no_question_for_each(desk, told, soc_trang, django_assert_max_num_queries):
    told()
    desk.get(DESK)
    for _number in range(12):
        told(areas=[soc_trang])
    with django_assert_max_num_queries(30):
        desk.get(DESK)


def test_a_preview_shows_what_is_being_written(desk):
    address = f"{DESK}preview/"
    assert desk.post(address, WORDS).json() == {"is_valid": True, "is_available": True}
    page = desk.get(address, {"mode": ""}).content.decode()
    assert "Triều cường" in page
    assert "Kê cao đồ điện." in page


@pytest.mark.parametrize("who", ["rinh", "hoa"])
def test_nobody_else_gets_in(request, as_person, an_alert, who):
    alert, client = an_alert(), as_person(request.getfixturevalue(who))
    for name in ("add/", f"edit/{alert.pk}/", f"publish/{alert.pk}/", f"inspect/{alert.pk}/"):
        client.post(f"{DESK}{name}", WORDS)
    assert [one.state for one in Alert.objects.all()] == ["draft"]


@pytest.fixture
def meanwhile(monkeypatch):
    """`meanwhile(step)`: taken by somebody else between the reading and the saving of a form."""

    def at_the_same_moment(step) -> None:
        valid = AlertEditView.form_valid

        def later(view, form):
            step()
            return valid(view, form)

        monkeypatch.setattr(AlertEditView, "form_valid", later)

    return at_the_same_moment


def test_who_saves_while_another_tells_takes_nothing_back(desk, linh, an_alert, meanwhile):
    alert = an_alert(level="warning")
    meanwhile(lambda: actions.publish_alert(alert, by=linh))
    follow(desk, f"{DESK}edit/{alert.pk}/", **WORDS | {"text": "Ngập 30 cm."})
    alert = Alert.objects.get()
    assert (alert.state, alert.text, alert.shown.text) == ("published", "Ngập 30 cm.", "")


def test_nor_tells_what_another_took_back(desk, linh, told, meanwhile):
    alert = told(level="warning").alert
    meanwhile(lambda: actions.cancel_alert(alert, by=linh, note="Nước đã rút."))
    assert desk.post(f"{DESK}edit/{alert.pk}/", WORDS).status_code == 404
    alert = Alert.objects.get()
    assert (alert.state, alert.shown.note) == ("cancelled", "Nước đã rút.")
