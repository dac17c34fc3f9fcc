"""Pages come out and go by the clock; what is wrong with one of them delays no other."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.models import Page, Revision

from cms import timed
from cms.models import AlbumPicture, ArticlePage
from cms.tasks import publish_scheduled
from portal.common.moments import now
from tests.cms.conftest import new_picture
from tests.cms.pages import an_album

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def schedule(page, *, hours: float = 1, **words) -> Revision:
    """An approved version that comes out later, and stays until it is withdrawn."""
    draft = stored(page)
    for name, value in words.items():
        setattr(draft, name, value)
    draft.go_live_at = now() + hours * HOUR
    revision = draft.save_revision()
    revision.publish()
    return revision


def when(hours: float, turn=publish_scheduled.call):
    """What the clock does after so many hours."""
    with time_machine.travel(now() + hours * HOUR, tick=False):
        return turn()


def stored(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def test_a_picture_deleted_meanwhile_keeps_no_page_in(write):
    lamps, other = write("Đèn đường"), write("Chợ đêm")
    picture = new_picture()
    schedule(lamps, title="Đèn mới", picture=picture)
    schedule(other, hours=2, title="Chợ mới")
    picture.delete()
    when(3)
    assert (stored(lamps).title, stored(lamps).picture) == ("Đèn mới", None)
    assert stored(other).title == "Chợ mới"


def test_what_names_something_deleted_is_still_mended_in_its_editor(as_person, linh, article):
    picture = new_picture()
    article.picture = picture
    article.save_revision()
    picture.delete()
    page = as_person(linh).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert page.status_code == 200


def test_of_an_album_only_the_deleted_picture_is_missing(home):
    kept, deleted = new_picture("mot.jpg"), new_picture("hai.jpg")
    album = an_album(home, [kept])
    album.entries.add(AlbumPicture(image=deleted, alt="Sông"))
    draft = album.save_revision()
    deleted.delete()
    assert [entry.image for entry in draft.as_object().entries.all()] == [kept]


def test_one_that_cannot_come_out_is_told_of_and_delays_no_other(write, caplog):
    first, second = write("Một"), write("Hai")
    waiting = schedule(first, slug="ba")
    schedule(second, hours=2, title="Hai mới")
    write("Ba", slug="ba")
    with pytest.raises(timed.NotAllTurned):
        when(3)
    assert stored(second).title == "Hai mới"
    waiting.refresh_from_db()
    assert waiting.approved_go_live_at is not None
    assert f"publish {waiting.pk} failed by the clock" in caplog.text


def told_late(client) -> list[str]:
    """What the first screen says of pages that missed their hour, row by row."""
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return [row.get_text(" ", strip=True) for row in page.select("#late-section tbody tr")]


def test_those_who_publish_find_it_on_their_first_screen(write, as_person, linh):
    hour = now() + HOUR
    write("Cắt điện sáng nay", expire_at=hour)
    schedule(write("Chợ đêm"), hours=2)
    client = as_person(linh)
    with time_machine.travel(hour + timedelta(minutes=1), tick=False):
        assert told_late(client) == []  # The clock may still be at it.
    with time_machine.travel(hour + 2 * HOUR, tick=False):
        client = as_person(linh)
        gone, come = told_late(client)
        assert gone == f"Cắt điện sáng nay gỡ lúc {localtime(hour):%H:%M %d/%m/%Y}"
        assert come == f"Chợ đêm đăng lúc {localtime(hour + HOUR):%H:%M %d/%m/%Y}"
        publish_scheduled.call()
        assert told_late(client) == []


@pytest.mark.parametrize("who", ["rinh", "hoa"])
def test_nobody_is_told_of_what_she_may_not_mend(write, as_person, request, who):
    write("Cắt điện sáng nay", expire_at=now() + HOUR)
    with time_machine.travel(now() + 2 * HOUR, tick=False):
        assert told_late(as_person(request.getfixturevalue(who))) == []


def test_a_page_that_waits_is_freed_as_the_first_screen_says(write, as_person, linh):
    """Wagtail locks what is scheduled; its own button unlocks it."""
    page = write("Chợ đêm")
    revision = schedule(page)
    with time_machine.travel(now() + 2 * HOUR, tick=False):
        desk, edit = as_person(linh), reverse("wagtailadmin_pages:edit", args=[page.pk])
        unlock = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk])
        before = desk.get(edit).content.decode()
        assert (unlock in before, "Hủy lịch xuất bản" in before) == (True, True)
        desk.post(unlock)
        assert unlock not in desk.get(edit).content.decode()
        assert told_late(desk) == []


def test_what_broke_off_in_the_middle_is_done_again(write, monkeypatch):
    page = write("Một")
    schedule(page, title="Một mới")

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(Page, "save", locked)
        with pytest.raises(timed.NotAllTurned):
            when(2)
    assert stored(page).title == "Một"
    when(2)
    assert stored(page).title == "Một mới"


def test_what_goes_leaves_its_next_version_its_hour(write):
    page = write("Lịch năm cũ", expire_at=now() + HOUR)
    schedule(page, hours=2, title="Lịch năm mới", expire_at=now() + 9 * HOUR)
    when(1.5)
    assert not stored(page).live
    when(2.5)
    assert (stored(page).live, stored(page).title) == (True, "Lịch năm mới")


def test_what_is_over_before_the_clock_comes_to_it_never_comes_out(write):
    page = write("Cắt điện sáng nay", live=False)
    revision = schedule(page, hours=1, expire_at=now() + 2 * HOUR)
    when(5)
    assert not stored(page).live
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_nothing_due_is_nothing_done(article):
    assert publish_scheduled.call() == 0
    assert stored(article).live
