"""The words of a message: `templates/messages/<kind>.txt`, whose first line is its subject.

Plain text in the message's language; greeting and closing stand in `layout.txt`. For example:

    Subject: {% blocktranslate %}Report {{ reference }} was received{% endblocktranslate %}

    {% translate "Thank you for telling us." %} {{ SITE_URL }}{{ path }}
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation

SUBJECT = "Subject:"
LAYOUT = "messages/layout.txt"


class NoSubject(ValueError):
    """A text whose first line is not its subject."""


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def render(kind: str, facts: Mapping[str, str | int], language: str) -> Text:
    """The message in the person's own language."""
    with translation.override(language):
        subject, body = split(fill(f"messages/{kind}.txt", facts))
        return Text(subject, fill(LAYOUT, {"body": body}).strip() + "\n")


def fill(template: str, facts: Mapping[str, str | int]) -> str:
    """A template with its facts, as plain text."""
    context = Context({"SITE_URL": settings.SITE_URL, **facts}, autoescape=False)
    return Engine.get_default().get_template(template).render(context)


def split(said: str) -> tuple[str, str]:
    """The subject, on one line whatever its facts hold, and the body."""
    first, _, body = said.lstrip().partition("\n")
    subject = " ".join(first.removeprefix(SUBJECT).split())
    if not first.startswith(SUBJECT) or not subject:
        raise NoSubject(first[:40])
    return subject, body.strip()
