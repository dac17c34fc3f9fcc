"""Following what is reported in a commune: everything, or some kinds of it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import override

from portal.accounts.models import User
from portal.common.moments import now
from portal.places.models import Commune
from services.reports import letters
from services.reports.actions.following import hear_again, post_question
from services.reports.follow_links import Question, categories_of
from services.reports.models import AreaFollow, Category


@transaction.atomic
def follow_area(
    *, user: User, commune: Commune, pace: str, categories: Iterable[Category] = ()
) -> AreaFollow:
    """This person hears of what is new there; for a commune she follows, the last wish counts."""
    facts = {"confirmed_at": now(), "language": user.language, "pace": pace}
    found, _is_new = AreaFollow.objects.get_or_create(user=user, commune=commune, defaults=facts)
    return wish(found, pace, categories)


@transaction.atomic
def ask_to_follow_area(
    *, email: str, commune: Commune, pace: str, categories: Iterable[Category], language: str
) -> AreaFollow:
    """Ask at this address whether somebody there wants that; the link keeps the wish until then.

    So nobody changes by somebody else's address what she follows.
    """
    found, _is_new = AreaFollow.objects.get_or_create(
        email=email.lower(), commune=commune, defaults={"language": language, "pace": pace}
    )
    question = Question(found, pace, tuple(sorted(category.pk for category in categories)))
    with override(language):
        facts = letters.question_about_area(question)
    post_question(found, "reports/confirm_area", language, facts)
    return found


@transaction.atomic
def confirm_area(question: Question) -> AreaFollow:
    """The address has said yes; its news begin now."""
    found = AreaFollow.objects.select_for_update(of=("self",)).get(pk=question.follow.pk)
    hear_again(found)
    if found.confirmed_at is None:
        found.confirmed_at = found.told_until = now()
        found.save(update_fields=["confirmed_at", "told_until"])
    return wish(found, question.pace, categories_of(question))


@transaction.atomic
def change_area(found: AreaFollow, *, pace: str, categories: Iterable[Category]) -> AreaFollow:
    found = AreaFollow.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return wish(found, pace, categories)


def wish(found: AreaFollow, pace: str, categories: Iterable[Category]) -> AreaFollow:
    """Write down what she wants to hear of, and how often."""
    found.pace = pace
    found.save(update_fields=["pace"])
    found.categories.set(categories)
    return found
