"""The demonstration's reports, each sent and handled as real ones are, at its own time."""

from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.common.moments import travel_to
from portal.common.uploads import CleanPhoto, clean_photo
from portal.management.demo import files
from portal.places.models import Commune
from services.reports import actions
from services.reports.models import Category, Report

WRITERS = ("resident", "resident2")


def make_reports(people: dict[str, User]) -> None:
    """Every report of the data file, with the steps it went through."""
    photos = dict(cleaned_photos())
    for number, row in enumerate(sorted(files.read("reports.json"), key=by_age)):
        writer = None if row["anonymous"] else people[WRITERS[number % len(WRITERS)]]
        make_report(row, writer, people["coordinator"], [photos[name] for name in row["photos"]])


def by_age(row: dict) -> float:
    return -row["days_ago"]


def make_report(row: dict, writer: User | None, officer: User, photos: list[CleanPhoto]) -> None:
    start = files.ago(row["days_ago"])
    with travel_to(start):
        report, _ = actions.submit_report(
            category=Category.objects.get(code=row["category"]),
            description=row["description"],
            commune=Commune.objects.get(code=row["commune"]),
            address=row["address"],
            lat=row.get("lat"),
            lon=row.get("lon"),
            photos=photos,
            reporter=writer,
            contact_name=writer.name if writer else "",
        )
    walk(report, row["path"], start, officer)


def walk(report: Report, path: list[dict], start, officer: User) -> None:
    """Take the steps of a path, each at its moment."""
    for step, moment in files.moments(start, path):
        by = report.reporter if step["step"] == "supply" else officer
        with travel_to(moment):
            report = actions.take_step(report, step["step"], by=by, note=step.get("note", ""))


def cleaned_photos() -> Iterator[tuple[str, CleanPhoto]]:
    """Each drawn photo, cleaned once by the same hands as a resident's."""
    for path in sorted((files.FOLDER / "photos").glob("*.jpg")):
        yield path.name, clean_photo(SimpleUploadedFile(path.name, path.read_bytes()))
