"""What is kept long enough goes, in small parts; a dry run only says so."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command

from portal.accounts.models import User
from portal.common.moments import now
from services.dossiers.models import Dossier
from services.notifications.models import Message
from services.privacy import retention
from services.privacy.models import DataExport, Look, RetentionRun, Tombstone
from services.privacy.retention import RULES
from services.privacy.tasks import retain
from services.reports.models import Report
from tests.services.dossiers.factories import DossierFactory
from tests.services.privacy.conftest import DESK
from tests.services.reports.factories import SECRET, ReportFactory

PAGE = f"{DESK}thoi-han-giu/"


def ago(days: int):
    return now() - timedelta(days=days)


def a_letter(days: int, **facts) -> Message:
    defaults = {
        "kind": "reports/received",
        "key": f"old-{days}",
        "channel": "email",
        "recipient": "lan@example.vn",
        "facts": {"reference": "PA-7K3M-92", "note": "Số nhà 12"},
        "state": "delivered",
        "attempts": 1,
        "delivered_at": ago(days),
    }
    message = Message.objects.create(**defaults | facts)
    Message.objects.filter(pk=message.pk).update(created_at=ago(days))
    return message


def said(*options: str) -> str:
    out = StringIO()
    call_command("retain", *options, stdout=out)
    return out.getvalue()


def test_every_rule_has_its_days(settings):
    assert set(RULES) == set(settings.RETENTION_DAYS)


def test_a_dry_run_counts_and_touches_nothing(lan):
    a_letter(200, user=lan)
    before = list(Message.objects.values())
    told = said("--dry-run")
    assert "messages: 1 older than 180 days, the oldest of" in told
    assert "dossier_contacts: off" in told
    assert list(Message.objects.values()) == before
    assert not RetentionRun.objects.exists()


def test_old_letters_forget_whom_and_what_and_are_still_counted(lan):
    old, new = a_letter(181, user=lan), a_letter(179, user=lan)
    a_letter(181, key="waits", state="created", attempts=0, delivered_at=None)
    assert "messages: 1 erased" in said()
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.facts, old.user, old.can_be_resent) == ({}, None, False)
    assert "lan" not in old.recipient
    assert new.recipient == "lan@example.vn"
    assert Message.objects.count() == 3
    assert "messages: 0 erased" in said()


def test_the_inbox_is_kept_longer(lan):
    note = a_letter(200, channel="inbox", user=lan, subject="Đã nhận", body="…")
    said()
    note.refresh_from_db()
    assert note.subject == "Đã nhận"


def test_of_closed_reports_the_contact_goes_after_two_years(db):
    old = ReportFactory(resolved=True, closed_at=ago(731))
    young = ReportFactory(resolved=True, closed_at=ago(729))
    ReportFactory(in_progress=True, created_at=ago(900))
    said()
    old, young = Report.objects.get(pk=old.pk), Report.objects.get(pk=young.pk)
    assert (old.contact_name, old.contact_email, old.contact_phone) == ("", "", "")
    assert old.description
    assert young.contact_name
    assert not old.is_claimed_by(SECRET)


def test_secret_codes_go_after_a_year(db):
    old = ReportFactory(resolved=True, closed_at=ago(366))
    said()
    old.refresh_from_db()
    assert not old.is_claimed_by(SECRET)
    assert old.contact_name


def test_dossiers_wait_for_the_archive_rules(db, settings):
    dossier = DossierFactory(returned=True, closed_at=ago(4000), holder_id_number="094185001234")
    said()
    assert Dossier.objects.get(pk=dossier.pk).contact_phone
    settings.RETENTION_DAYS = settings.RETENTION_DAYS | {"dossier_contacts": 3650}
    said()
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert (dossier.contact_phone, dossier.holder_id_number) == ("", "")
    assert dossier.holder_name


def test_looks_go_after_five_years(hoa):
    Look.objects.bulk_create(
        Look(about="PA-7K3M-92", what="identity", by=hoa, at=ago(days)) for days in (1826, 1824)
    )
    said()
    assert Look.objects.count() == 1


def test_copies_go_with_their_files(lan):
    export = DataExport.objects.create(user=lan, requested_at=ago(8), ready_at=ago(8))
    export.file.save("x.zip", ContentFile(b"zip"))
    said()
    assert not DataExport.objects.exists()
    assert not export.file.storage.exists(export.file.name)


def test_sessions_that_ended_go(db):
    Session.objects.create(session_key="old", session_data="", expire_date=ago(31))
    Session.objects.create(session_key="new", session_data="", expire_date=ago(1))
    said()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_accounts_nobody_confirmed_go_and_others_stay(lan, hoa):
    User.objects.filter(pk__in=[lan.pk, hoa.pk]).update(created_at=ago(40))
    forgotten = User.objects.create_user("nhầm@example.vn")
    EmailAddress.objects.create(user=forgotten, email="nham@example.vn", verified=False)
    named = User.objects.create_user("khac@example.vn")
    ReportFactory(reporter=named)
    User.objects.filter(pk__in=[forgotten.pk, named.pk]).update(created_at=ago(31))
    pk = forgotten.pk
    assert "unconfirmed_accounts: 1 erased" in said()
    assert not User.objects.filter(pk=pk).exists()
    assert User.objects.filter(pk__in=[lan.pk, hoa.pk, named.pk]).count() == 3
    assert Tombstone.objects.get().reference == str(pk)


def test_big_tables_go_in_small_parts(db, monkeypatch):
    monkeypatch.setattr("portal.common.batches.BATCH", 3)
    for n in range(10):
        a_letter(200, key=f"old-{n}")
    seen = []
    rule = RULES["messages"]
    counted = retention.Rule(
        **{**rule.__dict__, "erase": lambda rows: seen.append(len(rows)) or rule.erase(rows)}
    )
    assert retention.apply(counted).erased == 10
    assert seen == [3, 3, 3, 1]


def test_a_run_that_was_killed_goes_on_where_it_stopped(db, monkeypatch):
    monkeypatch.setattr("portal.common.batches.BATCH", 2)
    for n in range(5):
        a_letter(200, key=f"old-{n}")
    rule, done = RULES["messages"], []

    def stumble(rows):
        if done:
            raise KeyboardInterrupt
        done.append(rule.erase(rows))
        return done[0]

    with pytest.raises(KeyboardInterrupt):
        retention.apply(retention.Rule(**{**rule.__dict__, "erase": stumble}))
    assert RetentionRun.objects.get().erased == 2
    assert retention.apply(rule).erased == 3


def test_it_is_done_every_night_and_remembered(client, mai, drain):
    a_letter(200)
    assert retain.func() == 1
    run = RetentionRun.objects.get(rule="messages")
    assert run.erased == 1
    assert run.finished_at

    client.force_login(mai)
    html = client.get(PAGE).content.decode()
    assert "Thư và tin nhắn" in html
    assert "180 ngày" in html


def test_the_screen_counts_only_when_asked(client, mai, khanh, hoa):
    a_letter(200)
    client.force_login(khanh)
    plain = client.get(PAGE)
    assert not plain.context["counts"]
    found = {
        one["rule"].name: one["found"] for one in client.get(PAGE, {"thu": 1}).context["rules"]
    }
    assert found["messages"].count == 1
    client.force_login(hoa)
    assert client.get(PAGE).status_code in {302, 403}
