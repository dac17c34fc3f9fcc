"""The only place that writes answers to editors' forms, and takes them away."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet

from cms.answers.fields import contacts_in
from cms.models.form_answers import AnswerContact, FormAnswer, mark_of
from cms.models.form_fields import written
from portal.common.moments import now
from portal.common.workflow import StepRefused
from portal.pages_cache.edition import forget_pages


@transaction.atomic
def send_answer(page, *, key: UUID, said: dict[str, Any]) -> FormAnswer:
    """Keep an answer while the form is open; one that comes twice is the same one, and what was
    corrected and sent anew is another.
    """
    page = locked(page)
    words = written(said)
    key = uuid5(key, words)
    if earlier := page.answers.filter(key=key).first():
        return earlier
    if not page.is_open:
        raise StepRefused(page.why_closed)
    answer = FormAnswer.objects.create(page=page, key=key, form_data=words, submit_time=now())
    mark(answer, contacts_in(page.form_fields.all(), said))
    if page.answers_at_most == page.answer_count + 1:
        forget_pages()  # It was the last place: lists say from now on that it is full.
    return answer


def locked(page):
    """This form as it is now, and nobody else answers it meanwhile in any of its languages."""
    same = type(page).objects.filter(translation_key=page.translation_key).order_by("pk")
    return next(one for one in same.select_for_update(of=("self",)) if one.pk == page.pk)


def mark(answer: FormAnswer, contacts: Iterable[str]) -> None:
    """Let whoever proves that an address is hers find what she answered."""
    AnswerContact.objects.bulk_create(
        AnswerContact(answer=answer, mark=mark_of(contact)) for contact in contacts
    )


def erase_answers(answers: QuerySet[FormAnswer]) -> int:
    """Take answers away for good; say how many."""
    _all, by_kind = answers.delete()
    return by_kind.get(FormAnswer._meta.label, 0)
