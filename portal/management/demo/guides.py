"""The demonstration's pages for topics, events of a life and programmes: all of it illustration."""

from cms.models import Topic, TopicIndexPage, TopicPage
from portal.accounts.models import User
from portal.common.vietnamese import slug
from portal.management.demo import files


def make_guides(editor: User) -> None:
    """After the articles, which the topics gather."""
    for row in files.read("guides.json")["topics"]:
        make_topic(row, editor)


def make_topic(row: dict, editor: User) -> None:
    topic = Topic.objects.get(name=row["topic"])
    page = TopicPage(title=topic.name, slug=topic.slug, topic=topic, **words_of(row))
    publish(TopicIndexPage.objects.get(), page, editor)


def words_of(row: dict) -> dict:
    body = [(block["type"], block["value"]) for block in row.get("body", [])]
    return {"introduction": row["introduction"], "body": body}


def publish(parent, page, editor: User) -> None:
    page.owner = editor
    page.slug = page.slug or slug(page.title)
    parent.add_child(instance=page)
    page.save_revision(user=editor).publish()
