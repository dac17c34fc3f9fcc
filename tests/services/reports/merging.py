"""Two reports of the same thing, what hangs on them, and every row of both, to compare."""

from django.db.models import Q

from portal.common.moments import now
from services.reports import ratings
from services.reports.models import Follow, Photo, Rating, Report
from services.reports.workflow import State
from tests.services.reports.factories import PhotoFactory, RatingFactory, ReportFactory

NOTE = "Cùng một bóng đèn."
NOT_COMPARED = {"updated_at", "head"}


def two(**facts) -> tuple[Report, Report]:
    """Lan's report, and Minh's earlier one of the same lamp."""
    minhs = {"contact_email": "minh@example.vn", "contact_phone": "", "contact_name": "Lý Minh"}
    into = ReportFactory(received=True, **minhs)
    return ReportFactory(**{"state": State.RECEIVED} | facts), into


def followed(report: Report, **whose) -> Follow:
    return Follow.objects.create(**{"report": report, "confirmed_at": now()} | whose)


def with_belongings(report: Report, *, photos: int = 1) -> Report:
    """Photos, a follower and what she and the sender think of it."""
    for number in range(photos):
        PhotoFactory(report=report, kind=list(Photo.Kind)[number % 4], is_shown=number % 2 == 0)
    follow = followed(report, email=f"theo-doi-{report.pk}@example.vn", saw_it_too=True)
    RatingFactory(report=report, rater=ratings.rater_of(follow), why="Còn tối.")
    RatingFactory(report=report, rater=ratings.REPORTER, is_satisfied=False)
    return report


def everything(*reports: Report) -> dict[str, list[dict]]:
    """Every row that belongs to these, whole."""
    mine = Q(report__in=reports)
    rows = {
        "reports": Report.objects.filter(pk__in=[report.pk for report in reports]),
        "follows": Follow.objects.filter(mine),
        "photos": Photo.objects.filter(mine),
        "ratings": Rating.objects.filter(mine),
    }
    return {
        name: [whole(row) for row in found.order_by("pk").values()] for name, found in rows.items()
    }


def whole(row: dict) -> dict:
    return {name: value for name, value in row.items() if name not in NOT_COMPARED}
