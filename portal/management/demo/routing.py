"""The demonstration's rules of routing: two that decide, and one that waits to be tried."""

from portal.accounts.models import Agency, User
from portal.common.moments import today
from portal.management.demo.agencies import SAMPLE, sample
from portal.management.demo.people import HOME
from services.reports import actions
from services.reports.actions.ruling import stamp
from services.reports.models import Category, RoutingRule, Team


def make_routing(people: dict[str, User]) -> None:
    """Written, tried and switched on by the coordinator, as real ones are."""
    by = people["coordinator"]
    power = sample("H13.903", f"Sở Công Thương {SAMPLE}", Agency.Kind.DEPARTMENT)
    home, builders = Agency.objects.get(code=HOME), Agency.objects.get(code="H13.901")
    poles = actions.save_team(Team(agency=power, name="Tổ an toàn điện"), by=by)
    night = Team(agency=home, name="Tổ trực ngoài giờ")
    actions.save_team(night, by=by, members=[people["officer"]])

    electricity = rule("Sự cố điện: Sở Công Thương", agency=power, team=poles)
    actions.save_rule(electricity, by=by, categories=kinds("CS02"))
    animals = rule("Vật nuôi, chó thả rông ngoài giờ: tổ trực", agency=home, team=night)
    animals.hours = RoutingRule.Hours.OUTSIDE
    actions.save_rule(animals, by=by, categories=kinds("MT06"), communes=[home.commune])
    for tried in (electricity, animals):
        actions.switch_on(tried, by=by, tried=stamp(tried))

    to_try = rule("Ngập và cống: Sở Xây dựng", agency=builders)
    actions.save_rule(to_try, by=by, categories=kinds("TN01", "TN02", "TN03"))


def rule(name: str, *, agency: Agency, team: Team | None = None) -> RoutingRule:
    return RoutingRule(name=name, agency=agency, team=team, valid_from=today())


def kinds(*codes: str) -> list[Category]:
    return list(Category.objects.filter(code__in=codes))
