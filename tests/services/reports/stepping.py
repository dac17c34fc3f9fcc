"""A report from which a step can be taken, and what that step needs besides a note."""

from datetime import timedelta

from portal.accounts.actions import join
from portal.accounts.models import Agency, User
from portal.accounts.roles import Role
from portal.common.moments import now, today
from portal.workdays.calendar import add_working_days
from services.reports.given import Documented, Refusal
from services.reports.models import Category, Report
from services.reports.reasons import Ground, Reason
from services.reports.workflow import STEPS, State
from tests.people import agency_of, commune_named, person
from tests.services.reports.factories import CategoryFactory, in_state


def ready_for(step: str, state: str | None = None, **facts) -> Report:
    """A report in a state from which this step may be taken."""
    chosen = State(state or min(STEPS[step].sources))
    stopped = {"paused_at": now() - timedelta(days=2)} if step == "unpause" else {}
    return in_state(chosen, **{"due_at": now() + timedelta(days=20)} | stopped | facts)


def given_for(step: str, report: Report) -> dict:
    """Whatever this step needs, by name; of what is merely chosen, something that can be chosen."""
    choose = {
        "officer": lambda: colleague_at(report.agency),
        "day": lambda: add_working_days(today(), 1),
        "reason": lambda: Refusal(Reason.NOT_FOUND),
        "category": other_kind,
        "agency": neighbour,
        "ground": lambda: Documented(Ground.DISASTER, "CĐ 05/UBND"),
    }
    return {name: choose[name]() for name in STEPS[step].needs if name in choose}


def colleague_at(agency: Agency) -> User:
    email = f"an-{agency.pk}@example.vn"
    if found := User.objects.filter(email=email).first():
        return found
    officer = person(email, "Ngô Thị An")
    join(officer, agency, Role.REPORT_HANDLER)
    return officer


def other_kind() -> Category:
    return CategoryFactory(code="GT01", name="Ổ gà, mặt đường hư")


def neighbour() -> Agency:
    return agency_of(commune_named("31510", "Phường Phú Lợi"), "H13.31510")


def filled(step: str, report: Report, note: str) -> dict[str, str]:
    """The form of this step as an officer fills it in and sends it."""
    if not STEPS[step].needs:
        return {"step": step, "note": note}
    told = {"step": step, f"{step}-note": note}
    for name, value in given_for(step, report).items():
        told |= {f"{step}-{field}": said for field, said in written(name, value).items()}
    return told


def written(name: str, value) -> dict[str, str]:
    match name:
        case "reason":
            return {"chosen": value.reason, "right_agency": value.right_agency}
        case "ground":
            return {"chosen": value.ground, "document": value.document}
        case "day":
            return {"chosen": value.isoformat()}
    return {"chosen": str(value.pk)}
