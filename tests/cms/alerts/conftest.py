"""Linh warns residents; `an_alert()` is what she writes, `told()` what they read."""

from datetime import timedelta

import pytest

from cms.alerts import actions
from cms.models import Alert, AlertMessage
from portal.common.moments import now

HOUR = timedelta(hours=1)
EMERGENCY = "Bờ sông đang sạt"
TIDE = "Triều cường"


@pytest.fixture
def an_alert(db):
    """`an_alert(level="warning", areas=[soc_trang])`: a draft, and of six hours unless said."""

    def written(title: str = TIDE, *, areas=(), **facts) -> Alert:
        facts.setdefault("ends_at", facts.get("starts_at", now()) + 6 * HOUR)
        alert = Alert(title=title, **facts)
        alert.areas = areas
        alert.save()
        return alert

    return written


@pytest.fixture
def told(an_alert, linh, django_capture_on_commit_callbacks):
    """`told(level="emergency")`: written and published; its first message."""

    def published(*args, **facts) -> AlertMessage:
        with django_capture_on_commit_callbacks(execute=True):
            return actions.publish_alert(an_alert(*args, **facts), by=linh)

    return published


@pytest.fixture
def retell(linh, django_capture_on_commit_callbacks):
    """`retell(alert, note, title=…)`: written anew and told anew."""

    def updated(alert: Alert, note: str = "Nước lên cao hơn.", **facts) -> AlertMessage:
        alert = Alert.objects.get(pk=alert.pk)
        for name, value in facts.items():
            setattr(alert, name, value)
        alert.save()
        with django_capture_on_commit_callbacks(execute=True):
            return actions.update_alert(alert, by=linh, note=note)

    return updated


@pytest.fixture
def take_back(linh, django_capture_on_commit_callbacks):
    """`take_back(alert)`: cancelled, and why."""

    def cancelled(alert: Alert, note: str = "Nước đã rút.") -> AlertMessage:
        with django_capture_on_commit_callbacks(execute=True):
            return actions.cancel_alert(alert, by=linh, note=note)

    return cancelled
