"""Alerts from before there were chains: told as they stood, and never without an end when grave."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from cms.models import Alert, AlertMessage
from portal.common.moments import now

pytestmark = pytest.mark.django_db
MOVING = import_module("cms.migrations.0006_alerts_as_they_were_told")


def test_an_old_alert_is_told_word_for_word():
    yesterday = now() - timedelta(days=1)
    old = Alert.objects.create(title="Đừng đọc mã OTP", text="Cúp máy.", created_at=yesterday)
    MOVING.tell(apps, None)
    old.refresh_from_db()
    told = AlertMessage.objects.get()
    assert (told.title, told.text, told.at, told.step) == (
        "Đừng đọc mã OTP",
        "Cúp máy.",
        yesterday,
        "publish",
    )
    assert (old.state, old.shown) == ("published", told)
    MOVING.tell(apps, None)
    assert AlertMessage.objects.count() == 1


def test_an_old_warning_without_end_gets_one():
    """The table would no longer hold one without."""
    old = Alert(title="Triều cường", level="warning")
    assert MOVING.end_of(old) > now() + timedelta(days=29)
    old.ends_at = now()
    assert MOVING.end_of(old) == old.ends_at
    assert MOVING.end_of(Alert(title="Đừng đọc mã OTP", level="info")) is None
