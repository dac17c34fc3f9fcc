"""What answers to editors' forms tell of a person: for her copy, for her erasure, how long."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.answers.actions import erase_answers
from cms.answers.showing import in_words
from cms.models.form_answers import FormAnswer
from portal.accounts.models import User
from services.privacy import registry, retention
from services.privacy.registry import Holding, Kept, Row
from services.privacy.retention import Rule


def rows(user: User) -> Iterable[Row]:
    for answer in FormAnswer.objects.of(user).select_related("page").iterator():
        yield {
            "title": answer.page.title,
            "words": in_words(answer),
            "submit_time": answer.submit_time,
        }


def erase(user: User) -> list[Kept]:
    erase_answers(FormAnswer.objects.of(user))
    return []


def due(before: datetime) -> QuerySet:
    return FormAnswer.objects.kept_until(localdate(before))


registry.register(
    Holding(
        name="form_answers",
        label=gettext_lazy("Answers to surveys and sign-ups"),
        purpose=gettext_lazy("What each form says above its button."),
        kept=gettext_lazy("Until the day that the form itself says."),
        columns={
            "title": pgettext_lazy("page with questions", "Form"),
            "words": gettext_lazy("Your words"),
            "submit_time": pgettext_lazy("when", "Sent"),
        },
        count=lambda user: FormAnswer.objects.of(user).count(),
        rows=rows,
        erase=erase,
    )
)

retention.register(
    Rule(
        name="form_answers",
        label=gettext_lazy("Answers to forms whose last day has passed"),
        ground=gettext_lazy("Law 91/2025/QH15, and the day that the form says"),
        dated_by="submit_time",
        due=due,
        erase=erase_answers,
    )
)
