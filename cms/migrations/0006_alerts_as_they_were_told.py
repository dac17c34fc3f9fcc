"""Alerts that stood on the front door were told: each gets its first message, word for word."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localtime

# A warning must end now; one that had no end gets a month, and its publisher sees it in the list.
WITHOUT_END = timedelta(days=30)
WORDS = ("level", "title", "text", "url", "starts_at", "ends_at")


def tell(apps, schema_editor):
    Alert, Message = apps.get_model("cms", "Alert"), apps.get_model("cms", "AlertMessage")
    for alert in Alert.objects.filter(shown=None, state="draft").order_by("pk"):
        alert.ends_at = end_of(alert)
        alert.shown = Message.objects.create(
            alert=alert,
            step="publish",
            state="published",
            at=alert.created_at,
            sender=f"canh-bao@{urlsplit(settings.SITE_URL).hostname}",
            identifier=f"vn.soctrang.{localtime(alert.created_at):%Y%m%dT%H%M%S}.{alert.pk}.1",
            **{name: getattr(alert, name) for name in WORDS},
        )
        alert.state = "published"
        alert.save(update_fields=["ends_at", "shown", "state"])


def end_of(alert):
    """Its own; of a warning that had none, a month from now or from its beginning."""
    if alert.ends_at or alert.level != "warning":
        return alert.ends_at
    return max(timezone.now(), alert.starts_at) + WITHOUT_END


def take_back(apps, schema_editor):
    """Drafts were not known before: only what was told stays."""
    Alert, Message = apps.get_model("cms", "Alert"), apps.get_model("cms", "AlertMessage")
    Alert.objects.filter(level="notice").update(level="info")
    Alert.objects.filter(level="emergency").update(level="warning")
    Alert.objects.filter(state="cancelled").update(ends_at=F("starts_at") + timedelta(seconds=1))
    Alert.objects.update(shown=None)
    Message.objects.all().delete()
    Alert.objects.filter(state="draft").delete()


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_alerts_in_chains")]
    operations = [migrations.RunPython(tell, take_back)]
