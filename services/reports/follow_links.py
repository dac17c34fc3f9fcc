"""The links in letters to followers: one that says yes, one that says no more.

They name nobody, and nobody can make one up. Short, because an SMS must hold them.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.urls import reverse

from services.reports.models import AreaFollow, Category, Follow

LIVES = timedelta(days=3)
SALT = "services.reports.follow_links"
KINDS = {"f": Follow, "a": AreaFollow}

__all__ = ["LIVES", "BadSignature", "Question", "SignatureExpired"]


@dataclass(frozen=True)
class Question:
    """What a link asks: whether to follow, and for an area which kinds, and how often."""

    follow: Follow | AreaFollow
    pace: str = ""
    categories: tuple[int, ...] = ()


def confirm_path(question: Question) -> str:
    """Where somebody says once more that she wants to be told; it holds for three days."""
    said = [named(question.follow)]
    if question.pace:
        said += [question.pace, "-".join(map(str, question.categories))]
    return reverse("reports:confirm_follow", args=[confirming().sign(".".join(said))])


def question_of(token: str) -> Question | None:
    """What this link asks, if whom it asks is still there.

    Raises SignatureExpired when it is too old, BadSignature when it is none of ours.
    """
    name, *wishes = confirming().unsign(token, max_age=LIVES).split(".")
    follow = follow_named(name)
    if follow is None or not wishes:
        return Question(follow) if follow else None
    pace, categories = wishes
    return Question(follow, pace, tuple(int(pk) for pk in categories.split("-") if pk))


def categories_of(question: Question):
    return Category.objects.filter(pk__in=question.categories)


def stop_url(follow: Follow | AreaFollow) -> str:
    """Where she wants to hear no more of it; it holds as long as she follows."""
    return settings.SITE_URL + reverse("reports:stop_following", args=[stop_token(follow)])


def stop_token(follow: Follow | AreaFollow) -> str:
    return stopping().sign(named(follow))


def stopped_by(token: str) -> Follow | AreaFollow | None:
    """What this link ends, unless it has ended; raises BadSignature when it is none of ours."""
    return follow_named(stopping().unsign(token))


def named(follow: Follow | AreaFollow) -> str:
    letter = next(letter for letter, kind in KINDS.items() if isinstance(follow, kind))
    return f"{letter}{follow.pk}"


def follow_named(name: str) -> Follow | AreaFollow | None:
    kind = KINDS[name[0]]
    thing = "report__category" if kind is Follow else "commune"
    return kind.objects.select_related(thing, "user").filter(pk=int(name[1:])).first()


def confirming() -> TimestampSigner:
    return TimestampSigner(salt=f"{SALT}.confirm")


def stopping() -> Signer:
    return Signer(salt=f"{SALT}.stop")
