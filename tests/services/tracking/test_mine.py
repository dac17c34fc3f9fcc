"""My page: what I sent and applied for, and nothing of anybody else's."""

import pytest

from tests.services.dossiers.factories import DossierFactory
from tests.services.reports.factories import ReportFactory

MINE = "/tai-khoan/"


@pytest.fixture
def lans(client, lan):
    """A browser at which Lan is signed in."""
    client.force_login(lan)
    return client


def test_it_asks_who_one_is(client, db):
    assert client.get(MINE).url == f"/tai-khoan/dang-nhap/?next={MINE}"


def test_lan_sees_what_is_hers(lans, lan, minh):
    mine, dossier = ReportFactory(reporter=lan, private=True), DossierFactory(holder=lan)
    ReportFactory(reporter=minh)
    DossierFactory(holder=minh)
    answer = lans.get(MINE)
    assert list(answer.context["reports"]) == [mine]
    assert list(answer.context["dossiers"]) == [dossier]
    assert "Chào Lan" in answer.content.decode()


def test_having_sent_nothing_she_is_offered_ways_on(lans):
    page = lans.get(MINE).content.decode()
    assert "Bạn chưa gửi phản ánh nào" in page
    assert "Chưa có hồ sơ nào của bạn" in page


def test_of_many_she_sees_a_few_and_the_way_to_all(lans, lan):
    ReportFactory.create_batch(21, reporter=lan)
    answer = lans.get(MINE)
    assert len(answer.context["reports"]) == 5
    assert f"{MINE}?xem=phan-anh" in answer.content.decode()
    whole = lans.get(f"{MINE}?xem=phan-anh")
    assert len(whole.context["reports"]) == 20
    assert whole.context["dossiers"] is None
    assert "?xem=phan-anh&amp;page=2" in whole.content.decode()
    assert len(lans.get(f"{MINE}?xem=phan-anh&page=2").context["reports"]) == 1


def test_all_dossiers_have_a_page_too(lans, lan):
    DossierFactory.create_batch(6, holder=lan)
    assert f"{MINE}?xem=ho-so" in lans.get(MINE).content.decode()
    whole = lans.get(f"{MINE}?xem=ho-so")
    assert len(whole.context["dossiers"]) == 6
    assert whole.context["reports"] is None


def test_an_officer_finds_the_way_to_the_desk(client, hoa, lan):
    client.force_login(hoa)
    assert "/quan-tri/" in client.get(MINE).content.decode()
    client.force_login(lan)
    assert "/quan-tri/" not in client.get(MINE).content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_it_asks_the_same_few_questions(lans, lan, django_assert_num_queries, count):
    ReportFactory.create_batch(count, reporter=lan, with_photos=True)
    DossierFactory.create_batch(count, holder=lan)
    lans.get(MINE)  # Now and then it is noted besides that her device is in use.
    with django_assert_num_queries(11):
        lans.get(MINE)
