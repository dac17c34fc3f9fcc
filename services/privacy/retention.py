"""How long each kind of thing stays, and what becomes of it then.

A domain adds its rules in its `personal.py`; the days stand in settings.RETENTION_DAYS (0: for
ever). `manage.py retain --dry-run` says what would go; a nightly duty does it in batches, so that
big tables are never locked for long and a killed run goes on where it stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min, QuerySet

from portal.common.batches import batches
from portal.common.moments import now
from services.privacy.models import RetentionRun
from services.privacy.registry import Words


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What goes, after how long, by which law, and how."""

    name: str  # As in settings.RETENTION_DAYS.
    label: Words
    ground: Words  # The law, or the promise, behind it.
    dated_by: str  # The field that tells its age.
    due: Callable[[datetime], QuerySet]  # What is older than this moment.
    erase: Callable[[QuerySet], int]  # Takes a batch of them away; how many went.

    @property
    def days(self) -> int:
        return settings.RETENTION_DAYS[self.name]

    @property
    def is_on(self) -> bool:
        return self.days > 0

    def rows(self) -> QuerySet:
        """Everything whose time has passed."""
        return self.due(now() - timedelta(days=self.days))


@dataclass(frozen=True)
class Forecast:
    """What one rule would take away now."""

    rule: Rule
    count: int
    oldest: datetime | None


RULES: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Add rules; each name once."""
    for rule in rules:
        if rule.name in RULES:
            raise ValueError(f"Two rules of retention are called {rule.name}.")
        RULES[rule.name] = rule


def forecast() -> list[Forecast]:
    """What each rule would take away now, in two queries a rule; nothing is touched."""
    return [look_ahead(rule) for rule in RULES.values()]


def look_ahead(rule: Rule) -> Forecast:
    if not rule.is_on:
        return Forecast(rule, 0, None)
    rows = rule.rows().order_by()
    oldest = rows.aggregate(oldest=Min(rule.dated_by))["oldest"]
    return Forecast(rule, rows.count() if oldest else 0, oldest)


def apply_all() -> list[RetentionRun]:
    """Let every rule that is on take away what is due, and remember how much."""
    return [apply(rule) for rule in RULES.values() if rule.is_on]


def apply(rule: Rule) -> RetentionRun:
    run = RetentionRun.objects.create(rule=rule.name, started_at=now())
    for batch in batches(rule.rows()):
        with transaction.atomic():
            run.erased += rule.erase(batch)
            run.save(update_fields=["erased"])
    run.finished_at = now()
    run.save(update_fields=["finished_at"])
    return run
