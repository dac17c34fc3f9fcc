"""Rules of routing as stories need them: on, without having been tried, and agencies to send to."""

from datetime import timedelta

from portal.accounts.actions import open_agency
from portal.accounts.models import Agency
from portal.common.moments import today
from services.reports.models import RoutingRule, Team

SETS = ("groups", "categories", "communes")


def city() -> Agency:
    found = Agency.objects.filter(kind=Agency.Kind.CITY).first()
    return found or open_agency(Agency(code="H13", name="UBND thành phố Cần Thơ", kind="city"))


def department(code: str = "H13.05", name: str = "Sở Xây dựng") -> Agency:
    found = Agency.objects.filter(code=code).first()
    return found or open_agency(Agency(code=code, name=name, kind="department", parent=city()))


def rule(name: str = "Đèn đường", *, is_on: bool = True, **facts) -> RoutingRule:
    """A rule that fits whatever it is not told to ask."""
    sets = {key: facts.pop(key, []) for key in SETS}
    facts = {"position": RoutingRule.objects.count() + 1} | facts
    facts = {"valid_from": today() - timedelta(days=30)} | facts
    made = RoutingRule.objects.create(name=name, is_on=is_on, **facts)
    for key, rows in sets.items():
        getattr(made, key).set(rows)
    return made


def team_of(agency: Agency, name: str = "Tổ điện") -> Team:
    return Team.objects.get_or_create(agency=agency, name=name)[0]
