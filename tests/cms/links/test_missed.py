"""What our own pages named and readers did not find is counted, and nobody knows for whom."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from cms.links import missed
from cms.models import MissedAddress
from portal.common.moments import now

pytestmark = pytest.mark.django_db
FROM_OURS = {"Referer": "http://localhost/gioi-thieu/?q=0912345678"}


@pytest.fixture
def reader(client, home):
    """`reader("/xua/")`: follows a link of ours and finds nothing."""

    def follow(path: str, **headers: str):
        sent = {"host": "localhost"} | FROM_OURS | headers
        return client.get(path, headers=sent)

    return follow


def test_it_is_counted_by_day_without_what_was_asked(reader):
    for path in ("/tin-tuc/xua/?p=1", "/tin-tuc/xua/?sdt=0912345678", "/en/tin-tuc/xua/"):
        assert reader(path).status_code == 404
    with time_machine.travel(now() + timedelta(days=1)):
        reader("/tin-tuc/xua/")
    counted = MissedAddress.objects.order_by("day").values_list("path", "times", "seen_on")
    assert list(counted) == [
        ("/tin-tuc/xua/", 3, "/gioi-thieu/"),
        ("/tin-tuc/xua/", 1, "/gioi-thieu/"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/phan-anh/PA-7K3M-92/",
        "/ho-so/H13.31507-260101-0001/",
        "/xin-chao/0912345678/",
        "/quan-tri/khong-co/",
        "/media/images/khong-co.jpg",
        f"/{'x' * 300}/",
    ],
)
def test_what_may_tell_of_somebody_is_not_counted(reader, path):
    reader(path)
    assert not MissedAddress.objects.exists()


def test_nor_what_others_link_to(reader):
    reader("/xua/", Referer="https://soctrang.gov.vn/")
    reader("/xua/", Referer="")
    reader("/xua/", Referer="http://[localhost/")
    assert not MissedAddress.objects.exists()


def test_nor_what_leads_on(reader, article):
    Redirect.add_redirect("/xua", article)
    assert reader("/xua/").status_code == 301
    assert not MissedAddress.objects.exists()


def test_nobody_fills_the_list(reader, monkeypatch):
    monkeypatch.setattr(missed, "MOST_A_DAY", 3)
    for number in range(5):
        reader(f"/xua-{number}/")
    assert MissedAddress.objects.count() == 3
    monkeypatch.setattr(missed, "MOST_A_DAY", 500)
    monkeypatch.setattr(missed, "MOST_EACH", 7)
    for number in range(9):
        reader(f"/khac-{number}/")
    assert MissedAddress.objects.count() == 5


def test_after_three_months_it_is_forgotten(reader):
    reader("/xua/")
    with time_machine.travel(now() + timedelta(days=91)):
        assert missed.forget_old() == 1


def test_who_may_makes_a_redirect_of_it(as_person, alone, rinh, reader):
    reader("/tin-tuc/xưa/")
    report = reverse("links_missed")
    said = as_person(alone).get(report).content.decode()
    assert "?old_path=/tin-tuc/x%C6%B0a/" in said
    said = as_person(rinh).get(report).content.decode()
    assert "/tin-tuc/xưa/" in said
    assert "old_path" not in said
