"""What is asked in vain is kept for editors, and nothing that could tell who asked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.common.moments import now, travel_to
from portal.search import index, unanswered
from portal.search.models import UnansweredQuestion

pytestmark = pytest.mark.django_db


def ask(client, question: str, **more):
    return client.get(reverse("search:search"), {"q": question, **more})


def test_the_same_question_in_any_spelling_is_counted_once(client):
    for question in ("máy bay giấy", "may bay giay", "  MÁY bay giấy"):
        ask(client, question)
    kept = UnansweredQuestion.objects.get()
    assert (kept.words, kept.times) == ("MÁY bay giấy", 3)


def test_what_is_answered_is_not_kept(client):
    index.put("page", "1", title="Máy bay giấy", body="", url="/1/")
    ask(client, "may bay")
    ask(client, "may bay", kind="report")  # Narrowed to nothing, but there was something.
    assert not UnansweredQuestion.objects.exists()


@pytest.mark.parametrize(
    "question", ["0912 345 678", "094199012345", "lan@example.vn", "ab", "x" * 150, "…"]
)
def test_what_may_tell_who_asked_or_asks_nothing_is_not_kept(client, question):
    ask(client, question)
    assert not UnansweredQuestion.objects.exists()


def test_the_table_does_not_grow_for_ever(client, monkeypatch):
    monkeypatch.setattr(unanswered, "MOST", 2)
    for question in ("một hai", "hai ba", "ba bốn", "một hai"):
        ask(client, question)
    times = dict(UnansweredQuestion.objects.values_list("words", "times"))
    assert times == {"một hai": 2, "hai ba": 1}


def test_what_nobody_asks_any_more_is_let_go(client):
    with travel_to(now() - unanswered.KEPT - timedelta(days=1)):
        ask(client, "câu cũ")
    ask(client, "câu mới")
    assert unanswered.forget_old() == 1
    assert UnansweredQuestion.objects.get().words == "câu mới"
