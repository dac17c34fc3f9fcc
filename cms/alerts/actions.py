"""The only place that tells residents of an alert, tells it anew, or takes it back."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.alerts import current
from cms.alerts.workflow import STEPS
from cms.models.alert_messages import AlertMessage
from cms.models.alerts import WORDS, Alert, AlertWords
from portal.common.moments import now
from portal.common.workflow import StepRefused


def publish_alert(alert: Alert, *, by: Any) -> AlertMessage:
    """Tell residents of it for the first time."""
    return tell(alert, "publish", by=by)


def update_alert(alert: Alert, *, by: Any, note: str) -> AlertMessage:
    """Tell it anew as it is written now; the note says what changed."""
    return tell(alert, "update", by=by, note=note)


def cancel_alert(alert: Alert, *, by: Any, note: str) -> AlertMessage:
    """Take it back; the note says why, and residents read it for a day."""
    return tell(alert, "cancel", by=by, note=note)


@transaction.atomic
def tell(alert: Alert, name: str, *, by: Any, note: str = "") -> AlertMessage:
    """Take one step of the table, and keep what was said as it was said."""
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    step = STEPS[name]
    step.check(alert.state, by=by, note=note)
    words = words_of(alert, name)

    message = write(alert, words, step=name, state=step.leads_to(alert.state), by=by, note=note)
    alert.state, alert.shown = message.state, message
    alert.save(update_fields=["state", "shown"])
    transaction.on_commit(current.forget)
    return message


def words_of(alert: Alert, name: str) -> AlertWords:
    """What is said at this step; refuses what would say nothing."""
    if name == "cancel":
        return words_taken_back(alert)
    alert.full_clean()
    if alert.is_over:
        raise StepRefused(_("It would be over already: choose a later end."))
    if name == "update" and not alert.has_untold_changes:
        raise StepRefused(_("Nothing has changed since residents were told. Edit it first."))
    return alert


def words_taken_back(alert: Alert) -> AlertWords:
    """What residents read is taken back, whatever was written meanwhile."""
    if alert.shown.is_over:
        raise StepRefused(_("It is over already; there is nothing to take back."))
    return alert.shown


def write(alert: Alert, words: AlertWords, **facts: Any) -> AlertMessage:
    """Keep these words as a message of their own."""
    moment = now()
    message = AlertMessage.objects.create(
        alert=alert,
        at=moment,
        sender=sender(),
        identifier=f"vn.soctrang.{localtime(moment):%Y%m%dT%H%M%S}.{alert.pk}."
        f"{alert.messages.count() + 1}",
        **{name: getattr(words, name) for name in WORDS},
        **facts,
    )
    message.areas.set(words.areas.all())
    return message


def sender() -> str:
    """Who we are to other systems: a name that nobody else has."""
    return f"canh-bao@{urlsplit(settings.SITE_URL).hostname}"
