"""The only place that writes answers to editors' forms, and takes them away."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

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
    """Keep an answer while the form is open; one that comes twice is the same one."""
    page = type(page).objects.select_for_update(of=("self",)).get(pk=page.pk)
    if earlier := page.answers.filter(key=key).first():
        return earlier
    if not page.is_open:
        raise StepRefused(page.why_closed)
    answer = FormAnswer.objects.create(
        page=page, key=key, form_data=written(said), submit_time=now()
    )
    mark(answer, contacts_in(page.form_fields.all(), said))
    if page.answers_at_most == page.answer_count + 1:
        forget_pages()  # It was the last place: lists say from now on that it is full.
    return answer


def mark(answer: FormAnswer, contacts: Iterable[str]) -> None:
    """Let whoever proves that an address is hers find what she answered."""
    AnswerContact.objects.bulk_create(
        AnswerContact(answer=answer, mark=mark_of(contact)) for contact in contacts
    )


def erase_answers(answers: QuerySet[FormAnswer]) -> int:
    """Take answers away for good; say how many."""
    _all, by_kind = answers.delete()
    return by_kind.get(FormAnswer._meta.label, 0)
