"""The rules of routing: written, tried, switched on and off, ended; each change is kept.

What is on decides, and stays as it was tried: to change it, it is switched off first.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.accounts.models import Membership, User
from portal.accounts.roles import CHANGE_ROUTING
from portal.common.dates import show_day
from portal.common.moments import now, today
from portal.common.workflow import StepRefused
from services.reports.models import RoutingRule, Team
from services.reports.workflow import HANDLE

MOST = 200  # Rules that are not over: each report is compared with all of them.
WRITTEN, CHANGED = "reports.rule_written", "reports.rule_changed"
SETS = ("groups", "categories", "communes")


@transaction.atomic
def save_rule(rule: RoutingRule, *, by: User, **sets: Iterable[Any]) -> RoutingRule:
    """Keep a rule as it was written; a new one is the last, and off until it was tried."""
    check_may(by)
    refuse_nonsense(rule)
    is_new = rule.pk is None
    before = {} if is_new else told(locked_rule(rule, is_on=False))
    if is_new:
        rule.position = next_position()
    rule.save()
    for name in SETS:
        getattr(rule, name).set(sets.get(name, ()))
    remember(rule, WRITTEN if is_new else CHANGED, by, before)
    return rule


def next_position() -> int:
    """Behind all others."""
    open_ones = [rule for rule in RoutingRule.objects.all() if not rule.is_over]
    if len(open_ones) >= MOST:
        raise StepRefused(_("There are %(n)d rules already: end some first.") % {"n": MOST})
    return (RoutingRule.objects.aggregate(last=Max("position"))["last"] or 0) + 1


def refuse_nonsense(rule: RoutingRule) -> None:
    if rule.agency and not rule.agency.is_open:
        raise StepRefused(_("Choose another agency, one that is open."))
    if rule.team and rule.team.agency_id != rule.agency_id:
        raise StepRefused(_("This team belongs to another agency."))


def locked_rule(rule: RoutingRule, *, is_on: bool | None = None) -> RoutingRule:
    """The rule as it is now, which nobody else changes until we are done."""
    row = RoutingRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if is_on is False and row.is_on:
        raise StepRefused(_("This rule is on. Switch it off, change it, then try it anew."))
    return row


def check_may(by: User) -> None:
    if not by.has_perm(CHANGE_ROUTING):
        raise StepRefused(_("You may not change the rules."))


def stamp(rule: RoutingRule) -> str:
    """What tells one version of a rule from the next: who switches it on has tried this one."""
    return f"{rule.position}/{rule.updated_at.isoformat()}"


@transaction.atomic
def switch_on(rule: RoutingRule, *, by: User, tried: str) -> RoutingRule:
    """Let it decide from now on, as it was tried."""
    check_may(by)
    row = locked_rule(rule)
    if row.is_on:
        raise StepRefused(_("This rule is on already."))
    if tried != stamp(row):
        raise StepRefused(_("It was changed meanwhile: look at what it does now, then decide."))
    if row.is_over:
        raise StepRefused(_("Its last day is over: give it a later one first."))
    refuse_nonsense(row)
    return change(row, "reports.rule_on", by, is_on=True)


@transaction.atomic
def switch_off(rule: RoutingRule, *, by: User) -> RoutingRule:
    check_may(by)
    row = locked_rule(rule)
    if not row.is_on:
        raise StepRefused(_("This rule is off already."))
    return change(row, "reports.rule_off", by, is_on=False)


@transaction.atomic
def end_rule(rule: RoutingRule, *, by: User, last_day: date) -> RoutingRule:
    """Let it decide until this day and no longer; what it decided stays."""
    check_may(by)
    row = locked_rule(rule)
    if last_day < max(row.valid_from, today()):
        raise StepRefused(_("Choose a day from today on, and not before its first one."))
    return change(row, "reports.rule_end", by, valid_until=last_day)


@transaction.atomic
def move_rule(rule: RoutingRule, *, by: User, place: int) -> RoutingRule:
    """Put it at this place among all rules, the first being 0; the others close up."""
    check_may(by)
    rows = list(RoutingRule.objects.select_for_update(of=("self",)).in_order())
    row = next(one for one in rows if one.pk == rule.pk)
    before = told(row)
    rows.remove(row)
    rows.insert(max(0, min(place, len(rows))), row)
    for number, one in enumerate(rows, 1):
        one.position = number
    RoutingRule.objects.bulk_update(rows, ["position"])
    remember(row, "reports.rule_move", by, before)
    return row


def change(row: RoutingRule, action: str, by: User, **facts: Any) -> RoutingRule:
    before = told(row)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    remember(row, action, by, before)
    return row


def remember(rule: RoutingRule, action: str, by: User, before: dict[str, str]) -> None:
    """Keep who changed what, and when: rows of this log are only ever added."""
    after = told(rule)
    changed = {name: [before.get(name, ""), value] for name, value in after.items()}
    differing = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    log(rule, action, user=by, data={"changed": differing}, timestamp=now())


def codes(name: str, rule: RoutingRule) -> str:
    return ", ".join(getattr(rule, name).order_by("code").values_list("code", flat=True))


TOLD: dict[str, Callable[[RoutingRule], Any]] = {
    "name": lambda rule: rule.name,
    "position": lambda rule: rule.position,
    "is_on": lambda rule: rule.is_on,
    "valid_from": lambda rule: show_day(rule.valid_from),
    "valid_until": lambda rule: show_day(rule.valid_until) if rule.valid_until else "",
    "hours": lambda rule: rule.hours,
    "weekdays": lambda rule: ", ".join(map(str, rule.weekdays)),
    "from_time": lambda rule: str(rule.from_time or ""),
    "until_time": lambda rule: str(rule.until_time or ""),
    "question": lambda rule: rule.question,
    "answer": lambda rule: rule.answer,
    "agency": lambda rule: rule.agency.code if rule.agency else "",
    "team": lambda rule: rule.team.name if rule.team else "",
    **{name: partial(codes, name) for name in SETS},
}


def told(rule: RoutingRule) -> dict[str, str]:
    """A rule as its history keeps it."""
    return {name: str(tell(rule)) for name, tell in TOLD.items()}


@transaction.atomic
def save_team(team: Team, *, by: User, members: Iterable[User] = ()) -> Team:
    """Keep a team; only officers who handle reports at its agency can belong to it."""
    check_may(by)
    chosen = list(members)
    serving = set(Membership.objects.serving(HANDLE, [team.agency]).values_list("user", flat=True))
    if any(member.pk not in serving for member in chosen):
        raise StepRefused(_("This officer does not handle reports at this agency."))
    is_new = team.pk is None
    team.save()
    team.members.set(chosen)
    log(team, "wagtail.create" if is_new else "wagtail.edit", user=by, timestamp=now())
    return team
