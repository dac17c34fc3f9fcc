"""The demonstration's pages for topics, events of a life and programmes: all of it illustration."""

import json
from datetime import date

from cms.models import (
    HomePage,
    LifeEventIndexPage,
    LifeEventPage,
    ProgrammeGoal,
    ProgrammeIndexPage,
    ProgrammePage,
    Topic,
    TopicIndexPage,
    TopicPage,
)
from portal.accounts.models import User
from portal.common.vietnamese import slug
from portal.management.demo import files
from services.procedures.models import Procedure


def make_guides(editor: User) -> None:
    """After the articles, which the topics gather."""
    rows = json.loads((files.FOLDER / "guides.json").read_text(encoding="utf-8"))
    for row in rows["topics"]:
        make_topic(row, editor)
    for row in rows["life_events"]:
        make_life_event(row, editor)
    for row in rows["programmes"]:
        make_programme(row, editor)
    arrange_home(editor)


def make_topic(row: dict, editor: User) -> None:
    topic = Topic.objects.get(name=row["topic"])
    page = TopicPage(title=topic.name, slug=topic.slug, topic=topic, **words_of(row))
    publish(TopicIndexPage.objects.in_first_language().get(), page, editor)


def make_life_event(row: dict, editor: User) -> None:
    page = LifeEventPage(
        title=row["title"],
        life_event=row["life_event"],
        tasks=[("task", task_of(task)) for task in row["tasks"]],
        contacts=[("contact", row["contact"])],
        **words_of(row),
    )
    publish(LifeEventIndexPage.objects.in_first_language().get(), page, editor)


def task_of(task: dict) -> dict:
    return {**task, "procedure": Procedure.objects.filter(code=task["procedure"]).first()}


def make_programme(row: dict, editor: User) -> None:
    days = {name: date.fromisoformat(row[name]) for name in ("issued_on", "starts_on", "ends_on")}
    page = ProgrammePage(
        title=row["title"],
        number=row["number"],
        issuer=row["issuer"],
        topic=Topic.objects.get(name=row["topic"]),
        goals=[goal_of(goal) for goal in row["goals"]],
        **days,
        **words_of(row),
    )
    publish(ProgrammeIndexPage.objects.in_first_language().get(), page, editor)


def arrange_home(editor: User) -> None:
    """The usual sections, with the programme among them."""
    home = HomePage.objects.in_first_language().get()
    first, last = ["figures", "reports", "life_events"], ["news", "hotline"]
    programme = ("programme", {"programme": ProgrammePage.objects.first()})
    home.sections = [*((kind, None) for kind in first), programme, *((kind, None) for kind in last)]
    home.save_revision(user=editor).publish()


def goal_of(goal: dict) -> ProgrammeGoal:
    measured = [("indicator", indicator_of(one)) for one in goal["indicators"]]
    return ProgrammeGoal(title=goal["title"], text=goal["text"], indicators=measured)


def indicator_of(indicator: dict) -> dict:
    readings = [
        {**reading, "day": date.fromisoformat(reading["day"])} for reading in indicator["readings"]
    ]
    return {**indicator, "readings": readings}


def words_of(row: dict) -> dict:
    body = [(block["type"], block["value"]) for block in row.get("body", [])]
    return {"introduction": row["introduction"], "body": body}


def publish(parent, page, editor: User) -> None:
    page.owner = editor
    page.slug = page.slug or slug(page.title)
    parent.add_child(instance=page)
    page.save_revision(user=editor).publish()
