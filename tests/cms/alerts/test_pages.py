"""What residents read of alerts: those of now, those to come, those that are over; one alone."""

import pytest

from cms.models import Alert
from portal.common.moments import now, travel_to
from tests.cms.alerts.conftest import HOUR

pytestmark = pytest.mark.django_db
DAY = 24 * HOUR


@pytest.fixture
def read(client, home):
    def page(address: str = "/canh-bao/") -> str:
        return client.get(address).content.decode()

    return page


def test_now_soon_and_over(client, home, told):
    told("Đang có")
    told("Sắp tới", starts_at=now() + DAY)
    with travel_to(now() - 2 * DAY):
        told("Đã qua")
    with travel_to(now() - 100 * DAY):
        told("Lâu rồi")
    context = client.get("/canh-bao/").context
    assert [one.title for one in context["current"]] == ["Đang có"]
    assert [one.title for one in context["coming"]] == ["Sắp tới"]
    assert [one.title for one in context["page"]] == ["Đã qua"]


def test_a_cancelled_one_is_shown_for_a_day_and_then_among_the_past(client, home, told, take_back):
    take_back(told("Triều cường", ends_at=now() + 9 * DAY).alert)
    context = client.get("/canh-bao/").context
    assert [one.title for one in context["current"]] == ["Triều cường"]
    assert not context["page"].object_list
    with travel_to(now() + DAY):
        context = client.get("/canh-bao/").context
    assert context["current"] == []
    assert [one.title for one in context["page"]] == ["Triều cường"]


def test_of_one_commune(client, home, told, soc_trang, phu_loi):
    told("Ở Sóc Trăng", areas=[soc_trang])
    told("Ở Phú Lợi", areas=[phu_loi, soc_trang])
    told("Cả vùng")
    context = client.get("/canh-bao/?xa=31510").context
    assert {one.title for one in context["current"]} == {"Ở Phú Lợi", "Cả vùng"}


def test_nonsense_shows_everything(client, home, told):
    told("Cả vùng")
    for xa in ("99999", "x", "\x00"):
        answer = client.get("/canh-bao/", {"xa": xa})
        assert answer.status_code in (200, 400)
    assert client.get("/canh-bao/?xa=99999").context["current"]


def test_nothing_to_say(read):
    assert "Hiện không có cảnh báo nào" in read()


def test_one_alone_tells_its_chain(read, told, retell, take_back, soc_trang):
    message = told(
        "Triều cường",
        level="warning",
        areas=[soc_trang],
        instruction="Kê cao đồ điện.\nGọi 114.",
        source="Đài khí tượng",
        phone="1022",
    )
    page = read(message.get_absolute_url())
    for words in ("Phường Sóc Trăng", "<li>Gọi 114.</li>", "Đài khí tượng", 'href="tel:1022"'):
        assert words in page
    retell(message.alert, "Nước lên thêm.", title="Triều cường lên cao")
    page = read(message.get_absolute_url())
    assert "<h1>Triều cường lên cao</h1>" in page
    assert "Nước lên thêm." in page
    take_back(message.alert)
    page = read(message.get_absolute_url())
    assert "Cảnh báo này đã hủy" in page
    assert "Gọi 114." not in page


def test_a_draft_is_nobodys_business(client, home, an_alert):
    assert client.get(an_alert().get_absolute_url()).status_code == 404
    assert client.get("/canh-bao/999999999999999999999/").status_code == 404


def test_words_cannot_become_code(read, told):
    message = told("<script>x</script>", text="</main><b>", instruction="<i>1</i>\n<i>2</i>")
    for address in ("/", "/canh-bao/", message.get_absolute_url()):
        page = read(address)
        assert "<script>x" not in page
        assert "<i>" not in page


def test_in_english_the_words_stay_vietnamese_and_say_so(read, told):
    message = told("Triều cường", level="emergency")
    assert '<h1 lang="vi">Triều cường</h1>' in read(f"/en{message.get_absolute_url()}")
    assert 'lang="vi">Triều cường</a>' in read("/en/thu-tuc/")


def test_a_list_asks_the_same_few_questions_however_long_it_grows(
    client, home, told, soc_trang, phu_loi, django_assert_max_num_queries
):
    for number in range(8):
        told(f"Đang có {number}", areas=[soc_trang, phu_loi])
        told(f"Sắp tới {number}", areas=[soc_trang], starts_at=now() + DAY)
        with travel_to(now() - 2 * DAY):
            told(f"Đã qua {number}", areas=[phu_loi])
    assert Alert.objects.count() == 24
    with django_assert_max_num_queries(12):
        client.get("/canh-bao/?xa=31510")


def test_in_english_it_says_that_its_words_stay_vietnamese(client, told):
    address = told().alert.get_absolute_url()
    notice = "This page has not been translated yet"
    assert notice in client.get(f"/en{address}").content.decode()
    assert notice not in client.get(address).content.decode()
