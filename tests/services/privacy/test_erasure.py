"""Erasing somebody: what can go goes, what the law keeps is named, and every count stays."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.workflow import StepRefused
from portal.search.models import SearchDoc
from services.dossiers.models import Dossier
from services.notifications.models import Message
from services.privacy import retention
from services.privacy.actions.consents import give_consent
from services.privacy.actions.looks import record_look
from services.privacy.actions.requests import ask, take_step
from services.privacy.models import DataRequest, Look, Purpose, Tombstone
from services.reports.actions.telling import make_findable
from services.reports.models import Photo, Report
from tests.people import PASSWORD, person
from tests.services.dossiers.factories import DossierFactory
from tests.services.privacy.conftest import DESK, sign_in
from tests.services.reports.factories import SECRET, EventFactory, ReportFactory

WORDS = "Nhà bà Tư hẻm 12 bị ngập, gọi tôi 0912345678."


@pytest.fixture
def lans_life(lan, hoa, calendar):
    """Lan reported a lamp that was mended and a flood that was not; and handed in a dossier."""
    facts = {"reporter": lan, "description": WORDS}
    mended = ReportFactory(resolved=True, with_photos=True, **facts)
    EventFactory(report=mended, by=lan, step="supply", note="Số nhà 12")
    make_findable(mended)
    flood = ReportFactory(in_progress=True, **facts)
    dossier = DossierFactory(returned=True, holder=lan)
    ReportFactory(resolved=True)  # A stranger's.
    record_look(about=mended.reference, what=Look.What.IDENTITY, by=hoa, subject=lan)
    give_consent(lan, Purpose.NEWSLETTER, how="account page")
    return mended, flood, dossier


def erase(user, by) -> DataRequest:
    return take_step(ask(user, "delete", "Tôi chuyển đi nơi khác."), "fulfil", by=by)


def counts() -> dict:
    """Everything statistics count."""
    reports = Report.objects.order_by()
    return {
        "by kind": list(reports.values_list("category").annotate(n=Count("pk")).order_by("n")),
        "by place": list(reports.values_list("commune").annotate(n=Count("pk")).order_by("n")),
        "by state": sorted(reports.values_list("state").annotate(n=Count("pk"))),
        "by day": sorted(reports.values_list("created_at", "closed_at", "due_at")),
        "on time": reports.on_time().count(),
        "listed": reports.listed().count(),
        "dossiers": sorted(Dossier.objects.values_list("state").annotate(n=Count("pk"))),
        "people": User.objects.count(),
        "looks": Look.objects.count(),
    }


def test_every_count_stays(lan, mai, lans_life):
    before = counts()
    erase(lan, mai)
    after = counts()
    assert before.pop("people") == after.pop("people")
    assert before == after


def test_words_photos_and_contact_of_closed_reports_are_gone(
    lan, mai, lans_life, client, django_capture_on_commit_callbacks
):
    mended, _flood, _dossier = lans_life
    photo = mended.photos.first().image
    assert SearchDoc.objects.filter(key=mended.reference).exists()
    with django_capture_on_commit_callbacks(execute=True):
        erase(lan, mai)
    mended.refresh_from_db()
    gone = (mended.description, mended.address, mended.contact_name, mended.contact_email)
    assert gone == ("", "", "", "")
    assert (mended.contact_phone, mended.lat, mended.reporter) == ("", None, None)
    assert "ngap" not in mended.folded
    assert not mended.is_claimed_by(SECRET)
    assert not Photo.objects.filter(report=mended).exists()
    assert not photo.storage.exists(photo.name)
    assert not SearchDoc.objects.filter(key=mended.reference).exists()
    assert not mended.events.exclude(note="").exists()
    assert not mended.events.filter(by=lan).exists()
    page = client.get(mended.get_absolute_url()).content.decode()
    assert "đã được xóa để bảo vệ người gửi" in page
    assert "hẻm 12" not in page


def test_an_open_report_loses_its_sender_and_keeps_its_words(lan, mai, lans_life):
    _mended, flood, _dossier = lans_life
    asked = erase(lan, mai)
    flood.refresh_from_db()
    assert (flood.reporter, flood.contact_name, flood.contact_phone) == (None, "", "")
    assert flood.description == WORDS
    assert f"Phản ánh {flood.reference}" in [kept["what"] for kept in asked.kept]


def test_dossiers_stay_and_she_is_told_why(lan, mai, lans_life):
    _mended, _flood, dossier = lans_life
    asked = erase(lan, mai)
    dossier.refresh_from_db()
    assert (dossier.holder, dossier.holder_name) == (None, "Trần Thị Lan")
    kept = next(one for one in asked.kept if dossier.code in one["what"])
    assert "Luật Lưu trữ" in kept["why"]
    assert kept["until"]
    letter = Message.objects.get(kind="privacy/done")
    assert dossier.code in letter.facts["kept"]


def test_the_account_is_shut_and_its_address_free(client, lan, mai, lans_life):
    sign_in(client, lan)
    assert client.get("/tai-khoan/").status_code == 200
    Authenticator.objects.create(user=lan, type="totp", data={})
    UserSession.objects.get_or_create(
        user=lan, session_key=client.session.session_key, defaults={"ip": "127.0.0.1"}
    )
    erase(lan, mai)

    assert client.get("/tai-khoan/").status_code == 302, "the session lives on"
    assert not client.login(email="lan@example.vn", password=PASSWORD)
    lan.refresh_from_db()
    assert (lan.name, lan.email, lan.phone, lan.is_active) == ("(đã xóa)", None, None, False)
    for ways_in in (EmailAddress, Authenticator, UserSession):
        assert not ways_in.objects.filter(user=lan).exists()
    assert person("lan@example.vn", "Một người khác").pk != lan.pk


def test_looks_stay_without_saying_at_whom(lan, mai, lans_life):
    erase(lan, mai)
    assert not Look.objects.filter(subject=lan).exists()
    assert Look.objects.filter(subject=None).exists()


def test_the_letter_reaches_the_address_that_was(lan, mai, lans_life, drain, mailoutbox):
    erase(lan, mai)
    drain()
    done = Message.objects.get(kind="privacy/done")
    assert (done.state, done.user, done.channel) == ("delivered", None, "email")
    assert mailoutbox[-1].to == ["lan@example.vn"]
    assert "/tai-khoan/" not in mailoutbox[-1].body


def test_stones_mark_what_went(lan, mai, lans_life):
    mended, flood, _dossier = lans_life
    erase(lan, mai)
    stones = set(Tombstone.objects.values_list("kind", "reference", "rule"))
    assert stones == {
        ("account", str(lan.pk), "request"),
        ("report", mended.reference, "request"),
        ("report", flood.reference, "sender"),
    }


def test_her_own_words_in_requests_are_gone_too(lan, mai, lans_life):
    asked = erase(lan, mai)
    asked.refresh_from_db()
    assert (asked.words, asked.state) == ("", "done")


def test_officers_stay_with_what_they_did(hoa, mai, calendar):
    with pytest.raises(StepRefused, match="theo luật"):
        erase(hoa, mai)
    hoa.refresh_from_db()
    assert hoa.is_active


def test_nobody_erases_their_own_account(mai, calendar):
    with pytest.raises(StepRefused):
        erase(mai, mai)


def test_a_refused_erasure_leaves_everything(lan, mai, lans_life, monkeypatch):
    """Half an erasure would be neither the one nor the other."""
    monkeypatch.setattr("services.privacy.actions.erasure.mark", lambda *args: 1 / 0)
    before = list(Report.objects.values_list("description", "reporter"))
    asked = ask(lan, "delete")
    with pytest.raises(ZeroDivisionError):
        take_step(asked, "fulfil", by=mai)
    assert list(Report.objects.values_list("description", "reporter")) == before
    asked.refresh_from_db()
    assert asked.state == "submitted"


def test_the_desk_asks_once_more_before_it_erases(client, lan, mai, lans_life, settings):
    settings.STAFF_STEP_UP = True
    asked = ask(lan, "delete")
    sign_in(client, mai)
    page = f"{DESK}{asked.reference}/"
    led = client.post(f"{page}buoc/", {"step": "fulfil", "note": ""})
    assert led["Location"] == f"{page}xoa/"
    assert "Xóa vĩnh viễn" in client.get(f"{page}xoa/").content.decode()
    asked.refresh_from_db()
    assert asked.is_open
    client.post(f"{page}xoa/", {"note": "Theo yêu cầu."})
    asked.refresh_from_db()
    assert asked.state == "done"


def test_orphaned_words_go_once_the_work_is_done(lan, mai, lans_life):
    _mended, flood, _dossier = lans_life
    erase(lan, mai)
    rule = retention.RULES["orphaned_reports"]
    assert retention.apply(rule).erased == 0
    closed_at = now() - timedelta(days=31)
    Report.objects.filter(pk=flood.pk).update(state="resolved", closed_at=closed_at)
    assert retention.apply(rule).erased == 1
    flood.refresh_from_db()
    assert flood.is_erased
    assert retention.apply(rule).erased == 0
