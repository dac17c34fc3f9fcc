"""The demonstration's alerts, told through the real actions: one of each kind."""

from datetime import timedelta

from cms.alerts import actions
from cms.models import Alert, AlertMessage
from portal.accounts.models import User
from portal.common.moments import now, travel_to
from portal.management.demo import files
from portal.places.models import Commune

WORDS = ("level", "category", "event", "title", "text", "instruction", "source", "contact", "phone")


def make_alerts(publisher: User) -> None:
    if not AlertMessage.objects.exists():
        for row in files.read("alerts.json"):
            make_alert(row, publisher)


def make_alert(row: dict, publisher: User) -> None:
    told = now() - timedelta(hours=row["told_hours_ago"])
    alert = write(row)
    with travel_to(told):
        actions.publish_alert(alert, by=publisher)
    for change in row.get("updates", []):
        tell_anew(alert, row | change, publisher, told)
    if cancelled := row.get("cancelled"):
        with travel_to(told + timedelta(hours=cancelled["hours_later"])):
            actions.cancel_alert(alert, by=publisher, note=cancelled["note"])


def write(row: dict) -> Alert:
    alert = Alert(
        starts_at=now() + timedelta(hours=row["starts_in_hours"]),
        ends_at=now() + timedelta(hours=row["ends_in_hours"]) if "ends_in_hours" in row else None,
        **{name: row[name] for name in WORDS if name in row},
    )
    alert.areas = Commune.objects.filter(code__in=row["communes"])
    alert.save()
    return alert


def tell_anew(alert: Alert, row: dict, publisher: User, told) -> None:
    alert = Alert.objects.get(pk=alert.pk)
    alert.areas = Commune.objects.filter(code__in=row["communes"])
    if alert.ends_at:
        alert.ends_at += timedelta(minutes=30)
    alert.save()
    with travel_to(told + timedelta(hours=row["hours_later"])):
        actions.update_alert(alert, by=publisher, note=row["note"])
