import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine

from services.notifications import texts

FOLDER = Path(settings.BASE_DIR, "templates", "messages")
SOURCES = {path.relative_to(FOLDER): path.read_text() for path in FOLDER.glob("*/*.txt")}
PARTS = {name for text in SOURCES.values() for name in re.findall(r'"messages/([^"]+)"', text)}
KINDS = sorted(str(path.with_suffix("")) for path in SOURCES if str(path) not in PARTS)
MAY_STAND_IN_A_SUBJECT = {"reference", "code"}


class AnyFact(Context):
    """Knows every fact a text could ask for."""

    def __getitem__(self, name):
        return super().__getitem__(name) if super().__contains__(name) else f"«{name}»"

    def __contains__(self, name):
        return True


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_has_a_subject_and_a_body(monkeypatch, kind, language):
    monkeypatch.setattr(texts, "Context", AnyFact)
    text = texts.render(kind, {}, language)
    assert text.subject
    assert len(text.body.splitlines()) > 5


@pytest.mark.parametrize("kind", KINDS)
def test_a_subject_says_nothing_personal(kind):
    said = Engine.get_default().get_template(f"messages/{kind}.txt").render(AnyFact({}))
    subject = said.partition("\n")[0]
    assert set(re.findall(r"«(\w+)»", subject)) <= MAY_STAND_IN_A_SUBJECT


def test_a_text_speaks_the_persons_language():
    facts = {"reference": "PA-7K3M-92"}
    assert texts.render("tests/lamp", facts, "vi").body.startswith("Chào bạn,")
    assert texts.render("tests/lamp", facts, "en").body.startswith("Hello,")


def test_a_letter_is_plain_text():
    facts = {"reference": "PA-7K3M-92", "note": "Đã thay bóng & chao đèn <2 cái>"}
    text = texts.render("tests/lamp", facts, "vi")
    assert "Đã thay bóng & chao đèn <2 cái>" in text.body
    assert f"{settings.SITE_URL}/phan-anh/PA-7K3M-92/" in text.body


@pytest.mark.parametrize("line_break", ["\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_fact_does_not_break_the_subject(line_break):
    text = texts.render("tests/lamp", {"reference": f"PA{line_break}Bcc: minh@example.vn"}, "vi")
    assert len(text.subject.splitlines()) == 1


def test_a_text_without_subject_is_refused():
    with pytest.raises(texts.NoSubject):
        texts.render("tests/without_subject", {}, "vi")


def test_a_fact_is_never_a_template():
    text = texts.render("tests/lamp", {"note": "{{ SITE_URL.__class__ }}{% now 'Y' %}"}, "vi")
    assert "{{ SITE_URL.__class__ }}{% now 'Y' %}" in text.body
