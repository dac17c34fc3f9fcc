"""An officer hides more of the words than the machine found, or shows what it found by mistake."""

import pytest

from portal.common.mentions import MASK, mask
from portal.common.workflow import StepRefused
from portal.search.models import SearchDoc
from services.reports import actions, erasure, telling
from services.reports.models import Report
from tests.services.reports.factories import ReportFactory

WORDS = "Ông Bảy nhà số 12 gọi 0912 345 678, trụ điện 12A-34567 bị nghiêng. Ông Bảy nói vậy."


@pytest.fixture
def report(db, hoa) -> Report:
    made = ReportFactory(
        description=WORDS, answers=[{"code": "ai", "label": "Ai?", "answer": "Ông Bảy"}]
    )
    actions.take_step(made, "receive", by=hoa)
    return Report.objects.get()


@pytest.mark.parametrize(
    ("more", "but", "shown"),
    [
        ([], [], f"Gọi {MASK} gặp Bảy."),
        (["Bảy"], [], f"Gọi {MASK} gặp {MASK}."),
        ([], ["0912345678"], "Gọi 0912345678 gặp Bảy."),
        (["345678 gặp"], [], f"Gọi {MASK} Bảy."),
        (["Gọi 0912"], [], f"{MASK} gặp Bảy."),
        (["bảy", ""], [], f"Gọi {MASK} gặp Bảy."),
        (["Bảy"], ["0912345678"], f"Gọi 0912345678 gặp {MASK}."),
        ([".*"], [], f"Gọi {MASK} gặp Bảy."),
    ],
)
def test_more_or_less_is_hidden(more, but, shown):
    assert mask("Gọi 0912345678 gặp Bảy.", more=more, but=but) == shown


def test_chosen_words_are_hidden_wherever_they_stand(client, api, hoa, report):
    actions.hide_words(report, by=hoa, words="Ông Bảy")
    page = client.get(report.get_absolute_url()).content.decode()
    told = api.get(f"/api/v1/reports/{report.reference}/").json()
    for text in (page, str(told), SearchDoc.objects.get(key=report.reference).body):
        assert "Bảy" not in text
    assert told["answers"][0]["answer"] == MASK


def test_they_are_found_by_no_search_of_the_list(hoa, report):
    assert Report.objects.saying("ong bay").exists()
    actions.hide_words(report, by=hoa, words="Ông Bảy")
    assert not Report.objects.saying("ong bay").exists()


def test_a_false_hit_is_shown_and_hidden_again(hoa, report):
    assert telling.mentions(report)
    actions.show_words(report, by=hoa, words="0912 345 678")
    assert "0912 345 678" in Report.objects.get().public_description
    actions.hide_words(report, by=hoa, words="0912 345 678")
    again = Report.objects.get()
    assert "0912 345 678" not in again.public_description
    assert (again.left_shown, again.more_masked) == ([], [])


def test_chosen_words_are_given_back(hoa, report):
    before = report.public_description
    actions.hide_words(report, by=hoa, words="Ông Bảy")
    actions.show_words(report, by=hoa, words="Ông Bảy")
    assert Report.objects.get().public_description == before


@pytest.mark.parametrize("words", ["", " ", "Ô", "Bà Tám", "ông bảy", "x" * 201])
def test_what_does_not_stand_there_is_refused(hoa, report, words):
    with pytest.raises(StepRefused):
        actions.hide_words(report, by=hoa, words=words)


@pytest.mark.parametrize("words", ["Ông Bảy", "", "trụ điện"])
def test_what_is_not_hidden_cannot_be_shown(hoa, report, words):
    with pytest.raises(StepRefused):
        actions.show_words(report, by=hoa, words=words)


def test_the_history_says_how_much_and_never_what(hoa, report):
    actions.hide_words(report, by=hoa, words="Ông Bảy")
    event = report.events.last()
    assert (event.step, event.is_public, event.note) == ("hide_words", False, "")
    assert event.details == {"spots": 1}


def test_officers_elsewhere_and_auditors_hide_nothing(dung, kiem, report):
    for officer in (dung, kiem):
        with pytest.raises(StepRefused):
            actions.hide_words(report, by=officer, words="Ông Bảy")


def test_erasure_takes_what_was_hidden_too(hoa, report):
    actions.hide_words(report, by=hoa, words="Ông Bảy")
    erasure.erase_report(report, rule="request")
    gone = Report.objects.get()
    assert (gone.more_masked, gone.left_shown, gone.words_digest) == ([], [], "")
