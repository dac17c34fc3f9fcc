"""The demonstration's sign-up and survey, with answers as they came: all made up."""

import uuid
from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware

from cms.answers.actions import send_answer
from cms.models import FormField, FormIndexPage, FormPage
from portal.accounts.models import Agency, User
from portal.common.moments import travel_to
from portal.common.vietnamese import slug
from portal.management.demo import files
from portal.management.demo.pages import in_days, publish
from portal.management.demo.people import CITY

MORNING, EVENING = time(8), time(17)


def make_forms(editor: User) -> None:
    for row in files.read("forms.json"):
        page = make_form(row, editor)
        for number, said in enumerate(row["answers"], 1):
            with travel_to(page.opens_at + timedelta(days=number)):
                send_answer(page, key=uuid.uuid4(), said=named(page, said))


def make_form(row: dict, editor: User) -> FormPage:
    page = FormPage(
        title=row["title"],
        slug=slug(row["title"].replace("(minh họa)", "")),
        introduction=row["introduction"],
        body=[("paragraph", row["body"])] if row["body"] else [],
        agency=Agency.objects.get(code=CITY),
        opens_at=at(row["opened"], MORNING),
        closes_at=at(row["closes"], EVENING),
        answers_at_most=row["most"],
        purpose=row["purpose"],
        keep_until=in_days(row["keep"]),
        thanks=row["thanks"],
    )
    for place, (label, kind, facts) in enumerate(row["questions"]):
        asked = FormField(label=label, field_type=kind, sort_order=place, **facts)
        page.form_fields.add(asked)
    publish(FormIndexPage, page, editor)
    return page


def at(days: int, hour: time) -> datetime:
    return make_aware(datetime.combine(in_days(days), hour))


def named(page: FormPage, said: list) -> dict:
    """Answers in the order of the questions, by their names; empty ones were not given."""
    questions = page.form_fields.all()
    return {one.clean_name: value for one, value in zip(questions, said, strict=True) if value}
