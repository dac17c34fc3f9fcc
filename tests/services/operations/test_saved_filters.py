"""Filters that officers name: one's own, shared with an agency, and never a way to see more."""

import pytest

from portal.accounts.actions import join, leave
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from services.operations.models import SavedFilter
from services.operations.saved_filters import MOST_KEPT
from services.privacy import registry
from tests.people import person
from tests.services.operations.test_queue import QUEUE
from tests.services.reports.factories import ReportFactory

KEEP = f"{QUEUE}bo-loc/"


@pytest.fixture
def desk(client, hoa):
    client.force_login(hoa)
    return client


@pytest.fixture
def an(soc_trang_office):
    """An works beside Hoa."""
    officer = person("an@example.vn", "Ngô Thị An")
    join(officer, soc_trang_office, Role.REPORT_HANDLER)
    return officer


def keep(client, name="Đèn trễ", query="q=den&view=overdue", **more):
    return client.post(KEEP, {"name": name, "query": query} | more)


def names(client) -> list[str]:
    return [one.name for one in client.get(QUEUE).context["saved"]]


def test_the_present_filter_is_named_and_kept(desk, hoa):
    page = desk.get(QUEUE, {"q": "den", "view": "overdue"}).content.decode()
    assert f'href="{KEEP}?q=den&amp;view=overdue"' in page
    form = desk.get(f"{KEEP}?q=den&view=overdue").content.decode()
    assert 'value="q=den&amp;view=overdue"' in form
    answer = keep(desk)
    assert answer.url == f"{QUEUE}?q=den&view=overdue"
    assert "Đã lưu bộ lọc “Đèn trễ”." in desk.get(answer.url).content.decode()
    assert names(desk) == ["Đèn trễ"]


def test_only_what_the_queue_understands_is_kept(desk):
    keep(desk, query="q=den&next=//bad.example&export=csv&p=3&state=received&state=&x=1")
    assert SavedFilter.objects.get().query == "q=den&state=received"


def test_nobody_sees_it_unless_it_is_shared(desk, client, an, soc_trang_office, dung):
    keep(desk)
    keep(desk, "Của cả phòng", shared_with=soc_trang_office.pk)
    client.force_login(an)
    assert names(client) == ["Của cả phòng"]
    assert "Nguyễn Thị Hoa chia sẻ" in client.get(QUEUE).content.decode()
    client.force_login(dung)
    assert names(client) == []


def test_it_is_shared_only_where_one_serves(desk, phu_loi_office):
    answer = keep(desk, shared_with=phu_loi_office.pk)
    assert answer.status_code == 422
    assert not SavedFilter.objects.exists()


def test_a_shared_filter_shows_each_only_her_own(desk, client, dung, soc_trang_office):
    """Dũng serves at both places for a day; afterwards the filter is gone for him."""
    report = ReportFactory()
    keep(desk, shared_with=soc_trang_office.pk, query="view=all")
    url = SavedFilter.objects.get().url
    client.force_login(dung)
    assert list(client.get(url).context["object_list"]) == []
    join(dung, soc_trang_office, Role.REPORT_HANDLER)
    assert list(client.get(url).context["object_list"]) == [report]
    assert names(client) == ["Đèn trễ"]
    Membership.objects.filter(user=dung, agency=soc_trang_office).delete()
    assert names(client) == []


def test_who_left_shares_with_nobody(desk, client, hoa, an, soc_trang_office):
    keep(desk, shared_with=soc_trang_office.pk)
    leave(Membership.objects.get(user=hoa))
    client.force_login(an)
    assert names(client) == ["Đèn trễ"]


def test_ones_own_is_taken_away_after_a_question(desk):
    keep(desk)
    away = f"{KEEP}{SavedFilter.objects.get().pk}/bo/"
    assert "Các phản ánh vẫn giữ nguyên" in desk.get(away).content.decode()
    assert SavedFilter.objects.exists()
    assert desk.post(away).url == QUEUE
    assert not SavedFilter.objects.exists()


def test_that_of_another_is_not_there_to_take_away(desk, client, an, dung, soc_trang_office):
    keep(desk, shared_with=soc_trang_office.pk)
    away = f"{KEEP}{SavedFilter.objects.get().pk}/bo/"
    for other in (an, dung):
        client.force_login(other)
        assert client.get(away).status_code == 404
        assert client.post(away).status_code == 404
    assert SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": ""}, "Vui lòng điền mục này"),
        ({"name": "x" * 61}, "60"),
        ({"query": "q=" + "x" * 3000}, "2000"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(desk, sent, said):
    answer = keep(desk, **sent)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors)


def test_two_of_one_name_would_confuse(desk):
    keep(desk)
    answer = keep(desk, query="")
    assert answer.status_code == 422
    assert "Bạn đã có bộ lọc tên này" in answer.content.decode()
    assert SavedFilter.objects.count() == 1


def test_nobody_keeps_without_end(desk, hoa):
    for number in range(MOST_KEPT):
        SavedFilter.objects.create(owner=hoa, name=str(number))
    assert "Bạn đã lưu 30 bộ lọc" in keep(desk).content.decode()


def test_a_resident_has_no_queue_to_keep_filters_of(client, lan):
    client.force_login(lan)
    assert client.get(KEEP, follow=True).status_code == 403
    keep(client)
    assert not SavedFilter.objects.exists()


def test_her_copy_tells_of_them_and_they_go_with_her(desk, hoa, an):
    keep(desk)
    held = registry.HOLDINGS["saved_filters"]
    (row,) = held.rows(hoa)
    assert (row["name"], row["address"]) == ("Đèn trễ", f"{QUEUE}?q=den&view=overdue")
    assert (held.count(hoa), held.count(an)) == (1, 0)
    assert held.erase(an) == []
    assert SavedFilter.objects.exists()
    held.erase(hoa)
    assert not SavedFilter.objects.exists()
