"""The kind of report is guessed from a resident's own words, however they are written."""

import json

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from portal.common.vietnamese import fold
from services.reports.models import Category
from services.reports.suggest import suggest, suggest_categories
from services.reports.suggest.kinds import LONGEST
from services.reports.suggest.learning import DATA
from services.reports.suggest.words import plain_words, sound, written_words
from tests.services.reports.factories import CategoryFactory
from tests.services.reports.labelled import labelled_sentences, share_found

SUGGESTIONS = "/api/v1/report-suggestions/"
LEFT_TO_OFFICERS = "KH01"
LAMP = "Đèn đường trước nhà tui hư mấy đêm rồi, tối thui hà"
TOLD = json.loads((DATA / "phrases.json").read_text(encoding="utf-8"))


@pytest.fixture
def kinds(db) -> None:
    """All kinds that the portal offers."""
    call_command("load_report_categories", verbosity=0)


class TestGuessing:
    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (LAMP, "CS01"),
            ("den duong truoc nha tui hu may dem roi, toi thui ha", "CS01"),
            ("ĐÈN ĐƯỜNG HƯ RỒI!!!", "CS01"),
            ("đènn đườg hư gòi", "CS01"),
            ("bờ xông bị xạc lở", "TN04"),
            ("ca dem hat karaoke loa keo k ai ngu dc", "MT05"),
            ("hổng có nước ngọt xài, nước kinh mặn quá", "TN05"),
            ("lục bình bít kinh, vỏ lãi chạy hổng được", "GT06"),
        ],
    )
    def test_the_words_may_be_written_anyhow(self, words, code):
        assert suggest(words)[0] == code

    def test_marks_tell_apart_what_looks_alike_without(self):
        assert suggest("Lở đất mé sông")[0] == "TN04"
        assert suggest("Lò than khói quá")[0] == "MT04"

    def test_letters_in_one_piece_or_in_several_are_the_same(self):
        assert suggest("Đèn đường hư") == suggest("Đe\u0300n đươ\u0300ng hư")

    def test_clear_words_get_one_suggestion(self):
        assert suggest("Đèn tín hiệu giao thông ngã tư hư") == ["GT03"]

    @pytest.mark.parametrize("most", [1, 2, 3])
    def test_there_are_no_more_than_asked_for(self, most):
        assert len(suggest("đường hư, nước ngập, rác đầy, cây ngã", most=most)) <= most

    @pytest.mark.parametrize("words", ["", "  \n", "!?", "113", "asdfgh", "Xin chào", "😀", "\x00"])
    def test_words_that_say_nothing_get_none(self, words):
        assert suggest(words) == []

    def test_only_the_beginning_of_a_very_long_text_is_read(self):
        assert suggest("x " * (LONGEST // 2) + LAMP) == []

    def test_the_same_words_always_get_the_same(self):
        assert suggest(LAMP) == suggest(LAMP)


class TestWords:
    @pytest.mark.parametrize(
        ("written", "plain"),
        [
            ("Hổng có nc xài", "khong co nuoc xai"),
            ("vô hẻm", "vao hem"),
            ("Hôiiiii quáááá", "hoi qua"),
            ("kinh ở ấp 3", "kenh o ap"),
        ],
    )
    def test_they_are_spelled_out(self, written, plain):
        assert " ".join(plain_words(written_words(written))) == plain

    @pytest.mark.parametrize(
        ("right", "heard"),
        [("truong", "chuon"), ("sat", "xac"), ("vao", "dao"), ("nghiem", "ngim"), ("rac", "gat")],
    )
    def test_they_are_heard_as_in_the_delta(self, right, heard):
        assert sound(right) == sound(heard)


class TestMeasure:
    def test_at_least_85_of_100_kinds_are_among_the_three_suggested(self):
        assert share_found(labelled_sentences(), among=3) >= 0.85

    def test_no_labelled_sentence_was_learnt(self):
        learnt = {_bare(phrase) for said in TOLD["kinds"].values() for phrase in said}
        assert [words for _code, words in labelled_sentences() if _bare(words) in learnt] == []

    def test_every_kind_but_the_last_resort_is_learnt_from_forty_phrases(self, kinds):
        codes = set(Category.objects.values_list("code", flat=True)) - {LEFT_TO_OFFICERS}
        assert set(TOLD["kinds"]) == codes
        assert min(len(set(map(_bare, said))) for said in TOLD["kinds"].values()) >= 40


class TestRows:
    def test_they_come_in_order_with_their_group(self, kinds, django_assert_num_queries):
        words = "rác đổ bừa bãi hôi thúi"
        with django_assert_num_queries(1):
            found = [(row.code, row.group.code) for row in suggest_categories(words)]
        assert [code for code, _group in found] == suggest(words)

    def test_a_kind_no_longer_offered_makes_room(self, kinds):
        Category.objects.filter(code="CS01").update(is_active=False)
        found = [row.code for row in suggest_categories("đèn đường, đèn giao thông")]
        assert found
        assert "CS01" not in found

    def test_words_that_say_nothing_ask_nothing(self, db, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert suggest_categories("Xin chào") == []


@pytest.mark.django_db
class TestApi:
    def test_it_answers_with_what_the_form_needs(self, api):
        CategoryFactory(is_emergency=True)
        answer = api.post(SUGGESTIONS, {"text": LAMP}, format="json")
        assert answer.json() == {
            "results": [
                {
                    "code": "CS01",
                    "name": "Đèn đường không sáng",
                    "group": "Chiếu sáng - điện",
                    "is_emergency": True,
                    "is_private": False,
                }
            ]
        }
        assert answer["Cache-Control"] == "private, no-store"

    def test_a_text_of_any_length_is_answered(self, api):
        answer = api.post(SUGGESTIONS, {"text": f"{LAMP} " * 200}, format="json")
        assert answer.status_code == 200

    @pytest.mark.parametrize("text", ["", "   ", "Xin chào"])
    def test_words_that_say_nothing_get_none(self, api, text):
        assert api.post(SUGGESTIONS, {"text": text}, format="json").json() == {"results": []}

    @pytest.mark.parametrize("facts", [{}, {"text": None}, {"text": ["đèn"]}, {"text": "a\x00"}])
    def test_what_is_no_text_is_named(self, api, facts):
        answer = api.post(SUGGESTIONS, facts, format="json")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "text"

    def test_words_do_not_come_in_an_address(self, api):
        assert api.get(SUGGESTIONS, {"text": LAMP}).status_code == 405

    def test_a_script_needs_no_token_even_signed_in(self, lan):
        strict = APIClient(enforce_csrf_checks=True)
        strict.force_login(lan)
        assert strict.post(SUGGESTIONS, {"text": LAMP}, format="json").status_code == 200

    def test_it_asks_the_database_once(self, api, kinds, django_assert_num_queries):
        with django_assert_num_queries(1):
            api.post(SUGGESTIONS, {"text": "rác hôi"}, format="json")

    def test_beyond_the_limit_it_says_when_to_come_back(self, api, monkeypatch):
        monkeypatch.setattr("services.reports.suggest_api.ASKED_AN_HOUR", 2)
        answers = [api.post(SUGGESTIONS, {"text": ""}, format="json") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert int(answers[-1]["Retry-After"]) > 0

    def test_the_schema_describes_it(self, api):
        schema = api.get("/api/v1/schema/?format=json").json()
        operation = schema["paths"][SUGGESTIONS]["post"]
        assert "Words" in str(operation["requestBody"])
        assert "Suggestions" in str(operation["responses"]["200"])


def _bare(words: str) -> str:
    return " ".join(plain_words(written_words(fold(words))))
