"""How often each choice was made: counted from the answers, of which nothing else is shown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.models.form_answers import FormAnswer
from cms.models.form_fields import FormField, Kind

MOST = 20_000  # Answers counted at a time, the newest; each has to be opened first.
AT_ONCE = 500


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    share: int  # Of those who answered, in hundredths.


@dataclass(frozen=True)
class Tally:
    """One question, how many answered it, and what they chose."""

    label: str
    answered: int
    bars: list[Bar]


def tallies(questions: Iterable[FormField], answers: QuerySet[FormAnswer]) -> list[Tally]:
    counted = {one.clean_name: one for one in questions if one.is_counted}
    chosen: dict[str, Counter[str]] = {name: Counter() for name in counted}
    answered: Counter[str] = Counter()
    for answer in answers.only("form_data")[:MOST].iterator(AT_ONCE):
        said = answer.said
        for name in counted.keys() & said.keys():
            answered[name] += 1
            chosen[name].update(choices_in(said[name]))
    return [tally(one, answered[name], chosen[name]) for name, one in counted.items()]


def choices_in(said: Any) -> list[str]:
    if isinstance(said, list):
        return said
    return [_("Yes") if said is True else str(said)]


def tally(question: FormField, answered: int, chosen: Counter[str]) -> Tally:
    """What is offered comes in its order, also when nobody chose it; the rest as it was chosen."""
    offered = question.options if question.field_type != Kind.YES else [_("Yes")]
    labels = dict.fromkeys([*offered, *(label for label, _count in chosen.most_common())])
    bars = [Bar(label, chosen[label], share(chosen[label], answered)) for label in labels]
    return Tally(question.label, answered, bars)


def share(count: int, answered: int) -> int:
    return round(100 * count / answered) if answered else 0
