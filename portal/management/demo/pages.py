"""The demonstration's documents, events, consultations, questions and contacts: all made up."""

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware
from wagtail.models import Page

from cms import actions
from cms.models import (
    ConsultationIndexPage,
    ConsultationPage,
    EventIndexPage,
    EventPage,
    LegalDocumentIndexPage,
    LegalDocumentPage,
    Official,
    QuestionIndexPage,
    QuestionPage,
    Topic,
)
from cms.models.comments import CommentState
from portal.accounts.models import Agency, User
from portal.common.moments import now, today, travel_to
from portal.common.vietnamese import slug
from portal.management.demo import files
from portal.management.demo.people import HOME
from portal.places.models import Commune

NOON = time(12)
Row = dict[str, Any]


def make_pages(people: dict[str, User]) -> None:
    """Some of each kind, by the newsroom's own people."""
    text = (files.FOLDER / "pages.json").read_text(encoding="utf-8")
    rows = json.loads(text)
    editor, publisher = people["editor"], people["publisher"]
    for row in rows["documents"]:
        make_document(row, editor)
    for row in rows["events"]:
        make_event(row, editor)
    for row in rows["consultations"]:
        make_consultation(row, editor, publisher)
    for row in rows["questions"]:
        make_question(row, editor)
    for code, name, post, position in rows["officials"]:
        agency = Agency.objects.get(code=code)
        Official.objects.create(agency=agency, name=name, post=post, position=position)


def in_days(days: int):
    return today() + timedelta(days=days)


def facts_of(row: Row) -> Row:
    """What every kind has."""
    return {
        "title": row["title"],
        "slug": slug(row["title"].replace("(minh họa)", "")),
        "introduction": row["introduction"],
        "topic": Topic.objects.get(slug=row["topic"]),
        "body": [("paragraph", row["body"])] if row["body"] else [],
    }


def publish(below: type[Page], page: Page, editor: User) -> Page:
    page.owner = editor
    below.objects.in_first_language().get().add_child(instance=page)
    page.save_revision(user=editor).publish()
    return page


def make_document(row: Row, editor: User) -> None:
    begins = in_days(row["effective_in"]) if "effective_in" in row else None
    page = LegalDocumentPage(
        **facts_of(row),
        number=row["number"],
        kind=row["kind"],
        issuer=row["issuer"],
        issued_on=in_days(-row["days_ago"]),
        effective_from=begins,
    )
    for act, number in row.get("relations", []):
        page.relations.create(act=act, target=LegalDocumentPage.objects.get(number=number))
    publish(LegalDocumentIndexPage, page, editor)


def make_event(row: Row, editor: User) -> None:
    hour = time(row.get("hour", 0))
    starts_at = make_aware(datetime.combine(in_days(row["in_days"]), hour))
    lasts = timedelta(hours=row.get("hours", 0), days=row.get("days", 1) - 1)
    named = {name: row.get(name, "") for name in ("place", "online_url", "organiser")}
    page = EventPage(
        **facts_of(row),
        **named,
        starts_at=starts_at,
        ends_at=starts_at + lasts,
        is_all_day=row.get("all_day", False),
        commune=Commune.objects.filter(code=row.get("commune")).first(),
        cancelled_because=row.get("cancelled_because", ""),
    )
    publish(EventIndexPage, page, editor)


def make_consultation(row: Row, editor: User, publisher: User) -> None:
    """A draft with its comments as they came, each while comments were welcome."""
    page = ConsultationPage(
        **facts_of(row),
        agency=Agency.objects.get(code=HOME),
        opens_on=in_days(row["opened"]),
        closes_on=in_days(row["closes"]),
    )
    publish(ConsultationIndexPage, page, editor)
    opened = make_aware(datetime.combine(page.opens_on, NOON))
    for number, said in enumerate(row["comments"], 1):
        with travel_to(min(opened + timedelta(days=number), now())):
            comment_on(page, *said, publisher)
    if outcome := row.get("outcome"):
        tell_outcome(page, outcome, publisher)


def comment_on(
    page: ConsultationPage, name: str, text: str, state: str, reason: str, publisher: User
) -> None:
    comment = actions.send_comment(page, text=text, name=name)
    if state != CommentState.WAITING:
        actions.decide_comment(comment, state=state, reason=reason, by=publisher)


def tell_outcome(page: ConsultationPage, outcome: Row, publisher: User) -> None:
    page.refresh_from_db()
    page.outcome_on = in_days(-outcome["days_ago"])
    page.outcome = [("paragraph", outcome["body"])]
    for said, verdict, why in outcome["points"]:
        page.points.create(said=said, verdict=verdict, why=why)
    page.save_revision(user=publisher).publish()


def make_question(row: Row, editor: User) -> None:
    page = QuestionPage(
        **facts_of(row),
        agency=Agency.objects.get(code=HOME),
        answered_on=in_days(-row["days_ago"]),
    )
    publish(QuestionIndexPage, page, editor)
