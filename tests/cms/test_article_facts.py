"""What stands above an article: where it is about, how long it takes, since when it says so."""

from datetime import timedelta

import pytest
import time_machine

from cms.models import ArticlePage
from portal.common.moments import now

pytestmark = pytest.mark.django_db


def read(client, page) -> str:
    return client.get(page.url).content.decode()


def test_the_communes_it_is_about_are_named(client, write, soc_trang, phu_loi):
    page = read(client, write("Đèn sáng", communes=[soc_trang, phu_loi]))
    assert "Ở: Phường Phú Lợi, Phường Sóc Trăng" in page


def test_one_for_everyone_names_none(client, write):
    assert "Ở: " not in read(client, write("Đèn sáng"))


@pytest.mark.parametrize(("syllables", "minutes"), [(20, 1), (220, 1), (221, 2), (2200, 10)])
def test_how_long_it_takes(client, write, syllables, minutes):
    article = write("Đèn", body=[("paragraph", f"<p>{'đèn ' * syllables}</p>")])
    assert f"{minutes} phút đọc" in read(client, article)


def test_one_without_words_takes_no_time(client, write):
    assert "phút đọc" not in read(client, write("Đèn", body=[]))


def changed(write, written: str, again: str) -> ArticlePage:
    """An article written at one moment and published once more at another."""
    with time_machine.travel(written, tick=False):
        article = ArticlePage.objects.get(pk=write("Đèn sáng").pk)
    with time_machine.travel(again, tick=False):
        article.save_revision().publish()
    return article


def test_the_day_of_a_change_is_told(client, write):
    article = changed(write, "2026-11-20T08:00:00+07:00", "2026-11-22T09:00:00+07:00")
    assert "Cập nhật 22/11/2026" in read(client, article)


def test_a_change_on_the_same_day_is_none(client, write):
    article = changed(write, "2026-11-20T08:00:00+07:00", "2026-11-20T23:00:00+07:00")
    assert "Cập nhật" not in read(client, article)


def test_what_was_published_before_its_day_is_not_called_changed(write):
    article = write("Đèn sáng", published_on=now() + timedelta(days=2))
    assert article.updated_on is None


def titles(client, query: str) -> list[str]:
    return [one.title for one in client.get(f"/tin-tuc/{query}").context["page_obj"]]


def test_a_commune_narrows_the_news(client, write, soc_trang, phu_loi):
    write("Đèn", communes=[soc_trang])
    write("Cầu", communes=[phu_loi])
    write("Cho mọi người")
    assert titles(client, "?xa=31507") == ["Đèn"]


def test_commune_and_topic_narrow_together_and_keep_each_other(client, write, soc_trang):
    write("Đèn", communes=[soc_trang])
    assert titles(client, "?xa=31507&chuyen-muc=huong-dan") == []
    page = client.get("/tin-tuc/?xa=31507&chuyen-muc=huong-dan").content.decode()
    assert "?chuyen-muc=chuyen-doi-so&amp;xa=31507" in page
    assert '<input type="hidden" name="chuyen-muc" value="huong-dan">' in page


@pytest.mark.parametrize("unknown", ["", "99999", "' OR 1=1", "x" * 3000])
def test_an_unknown_commune_narrows_nothing(client, write, soc_trang, unknown):
    write("Đèn", communes=[soc_trang])
    answer = client.get("/tin-tuc/", {"xa": unknown})
    assert [one.title for one in answer.context["page_obj"]] == ["Đèn"]


def test_only_communes_in_the_news_are_offered(client, write, soc_trang, phu_loi):
    write("Đèn", communes=[soc_trang])
    write("Bản nháp", communes=[phu_loi], live=False)
    offered = client.get("/tin-tuc/").context["form"].fields["xa"].queryset
    assert list(offered) == [soc_trang]


def test_without_news_of_a_commune_nothing_is_asked(client, write):
    write("Đèn")
    assert 'id="id_xa"' not in client.get("/tin-tuc/").content.decode()
