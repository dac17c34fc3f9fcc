"""A form is asked, done and answered, or shown again with what was written."""

import pytest
from django import forms
from django.http import HttpResponse

from portal.common.acting import act, sent
from portal.common.workflow import StepRefused


class WordForm(forms.Form):
    word = forms.CharField()


def show(form: WordForm, *, status: int) -> HttpResponse:
    return HttpResponse(form.as_p(), status=status)


def then(done: str) -> HttpResponse:
    return HttpResponse(done, status=302)


def do(form: WordForm) -> str:
    if form.cleaned_data["word"] == "muộn":
        raise StepRefused("Đã đóng rồi.")
    return "xong"


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        (None, 200, "<input"),
        ({}, 422, "<input"),
        ({"word": "muộn"}, 409, "Đã đóng rồi."),
        ({"word": "sớm"}, 302, "xong"),
    ],
)
def test_what_follows(rf, told, status, said):
    request = rf.get("/") if told is None else rf.post("/", told)
    answer = act(WordForm(*sent(request)), do, show=show, then=then)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)


def test_what_was_written_is_kept(rf):
    request = rf.post("/", {"word": "muộn"})
    assert "muộn" in act(WordForm(*sent(request)), do, show=show, then=then).content.decode()
