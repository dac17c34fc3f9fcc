"""The demonstration's reports, each sent and handled as real ones are, at its own time."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.accounts.models import Membership, User
from portal.common.moments import today, travel_to
from portal.common.uploads import CleanPhoto, clean_photo
from portal.management.demo import files
from portal.places.models import Commune
from portal.workdays.calendar import add_working_days
from services.reports import actions, questions, ratings
from services.reports.actions.partners import Helper
from services.reports.actions.splitting import Part
from services.reports.given import Refusal
from services.reports.models import Category, Partner, Report
from services.reports.reasons import Reason
from services.reports.workflow import HANDLE

WRITERS = ("resident", "resident2")
Photos = dict[str, CleanPhoto]


@dataclass(frozen=True)
class Cast:
    """Who has to do with a report: its writer, somebody who saw it too, and two officers."""

    writer: User | None
    neighbour: User
    officer: User
    clerk: User  # Writes down what is told by telephone.


def make_reports(people: dict[str, User]) -> None:
    """Every report of the data file, with the steps it went through."""
    photos = dict(cleaned_photos())
    for number, row in enumerate(sorted(files.read("reports.json"), key=by_age)):
        here, beside = WRITERS[number % len(WRITERS)], WRITERS[(number + 1) % len(WRITERS)]
        writer = None if row["anonymous"] else people[here]
        cast = Cast(writer, people[beside], people["coordinator"], people["officer"])
        make_report(row, cast, photos)


def by_age(row: dict) -> float:
    return -row["days_ago"]


def make_report(row: dict, cast: Cast, photos: Photos) -> None:
    start = files.ago(row["days_ago"])
    category = Category.objects.get(code=row["category"])
    with travel_to(start):
        report, _ = actions.submit_report(
            category=category,
            description=row["description"],
            commune=Commune.objects.get(code=row["commune"]),
            address=row["address"],
            lat=row.get("lat"),
            lon=row.get("lon"),
            accuracy_m=row.get("accuracy_m"),
            answers=questions.read(category, row["answers"]) if "answers" in row else (),
            photos=[photos[name] for name in row["photos"]],
            reporter=cast.writer,
            contact_name=cast.writer.name if cast.writer else row.get("caller", ""),
            **by_telephone(row, cast),
        )
    walk(report, row["path"], start, cast, photos)


def by_telephone(row: dict, cast: Cast) -> dict:
    """By which door it came, where somebody wrote it down."""
    return {"source": row["source"], "entered_by": cast.clerk} if "source" in row else {}


def walk(report: Report, path: list[dict], start, cast: Cast, photos: Photos) -> None:
    """Do what a path tells, each thing at its moment."""
    for step, moment in files.moments(start, path):
        report.refresh_from_db()
        told = step | {"photos": [photos[name] for name in step.get("photos", [])]}
        with travel_to(moment):
            DEEDS.get(step["step"], take_step)(report, told, cast)


def take_step(report: Report, told: dict, cast: Cast) -> None:
    name, note = told["step"], told.get("note", "")
    by = cast.writer if name in {"supply", "withdraw"} else cast.officer
    actions.take_step(report, name, by=by, note=note, photos=told["photos"])


def assign(report: Report, told: dict, cast: Cast) -> None:
    """To whoever handles reports at its agency."""
    serving = Membership.objects.serving(HANDLE, [report.agency])
    officer = serving.select_related("user").earliest("pk").user
    actions.take_step(report, "assign", by=cast.officer, officer=officer)


def schedule(report: Report, told: dict, cast: Cast) -> None:
    """For so many working days ahead."""
    day = add_working_days(today(), told["days"])
    actions.take_step(report, "schedule", by=cast.officer, note=told["note"], day=day)


def decline(report: Report, told: dict, cast: Cast) -> None:
    refusal = Refusal(Reason(told["reason"]), told.get("right_agency", ""))
    actions.take_step(report, "decline", by=cast.officer, note=told["note"], reason=refusal)


def merge(report: Report, told: dict, cast: Cast) -> None:
    """Into the open report of the same commune that came last before it."""
    beside = Report.objects.public().open().filter(commune=report.commune).exclude(pk=report.pk)
    into = beside.newest_first().first()
    if into is not None:
        actions.merge(report, into, by=cast.officer, note=told["note"])


def split(report: Report, told: dict, cast: Cast) -> None:
    """Each part goes to whoever serves its kind there."""
    parts = [
        Part(Category.objects.get(code=part["category"]), part["description"])
        for part in told["parts"]
    ]
    actions.split(report, parts, by=cast.officer, note=told["note"])


def extend(report: Report, told: dict, cast: Cast) -> None:
    """So many working days more than were promised."""
    due = max(timezone.localdate(report.due_at), today())
    until = add_working_days(due, told["days"])
    actions.extend(report, by=cast.officer, until=until, note=told["note"])


def follow(report: Report, told: dict, cast: Cast) -> None:
    actions.follow(report, user=cast.neighbour)


def join(report: Report, told: dict, cast: Cast) -> None:
    actions.join_report(report, user=cast.neighbour, photos=told["photos"])


def show_photo(report: Report, told: dict, cast: Cast) -> None:
    """Let everyone see the first picture that waits."""
    waiting = report.photos.filter(is_shown=False).first()
    actions.show_photo(report, waiting.position, by=cast.officer)


def judge(report: Report, told: dict, cast: Cast) -> None:
    """What its writer thinks of what was done."""
    number = ratings.round_of(report)
    facts = {"is_satisfied": told["is_satisfied"], "why": told.get("note", "")}
    actions.judge(report, rater=ratings.REPORTER, number=number, **facts)


def ask_partner(report: Report, told: dict, cast: Cast) -> None:
    """One of the list, for an answer within so many working days."""
    helper = Helper.known(Partner.objects.get(name=told["partner"]))
    facts = {"question": told["question"], "note": told["note"]}
    due_on = add_working_days(today(), told["days"])
    actions.ask_partner(report, helper, by=cast.officer, due_on=due_on, **facts)


# What happens to a report besides the steps of its table.
DEEDS = {
    "assign": assign,
    "schedule": schedule,
    "decline": decline,
    "merge": merge,
    "split": split,
    "extend": extend,
    "ask_partner": ask_partner,
    "follow": follow,
    "join": join,
    "show_photo": show_photo,
    "judge": judge,
}


def cleaned_photos() -> Iterator[tuple[str, CleanPhoto]]:
    """Each drawn photo, cleaned once by the same hands as a resident's."""
    for path in sorted((files.FOLDER / "photos").glob("*.jpg")):
        yield path.name, clean_photo(SimpleUploadedFile(path.name, path.read_bytes()))
