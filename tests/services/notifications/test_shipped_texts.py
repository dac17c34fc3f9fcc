"""The words that come with the portal: complete, in both languages, and fit to be sent."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from services.notifications import texts
from services.notifications.kinds import KINDS
from services.notifications.sms_length import sms_parts
from services.notifications.wording import faults, read

FOLDER = Path(settings.BASE_DIR, "templates", "messages")
OURS = sorted(name for name in KINDS if not name.startswith("tests/"))
LANGUAGES = [code for code, _label in settings.LANGUAGES]
LONGEST_SITE = "https://dichvucong.soctrang.cantho.gov.vn"
MOST_PARTS = {False: 2, True: 3}  # Tone marks halve what a part holds.

every_text = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in OURS for language in LANGUAGES]
)


def text_of(kind: str, language: str) -> texts.Text:
    wording = texts.shipped(kind, language)
    return texts.compose(KINDS[kind], wording, KINDS[kind].facts, language)


@every_text
def test_every_kind_has_its_own_words_in_every_language(kind, language):
    source = (FOLDER / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    assert faults(read(source), KINDS[kind]) == {}


def test_every_file_belongs_to_a_kind():
    names = {str(path.relative_to(FOLDER)).split(".")[0] for path in FOLDER.rglob("*.txt")}
    assert names - set(KINDS) == {texts.LAYOUT}


@every_text
def test_every_letter_says_something_in_its_language(kind, language):
    text = text_of(kind, language)
    subject = text.subject.replace(texts.PORTAL, "").lower()
    marks = re.search("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", subject)
    assert bool(marks) == (language == "vi")
    assert text.body.startswith("Chào bạn," if language == "vi" else "Hello,")
    assert not re.search(r"[{}]|%\(|Subject:|SMS:", text.subject + text.body + text.sms)


@every_text
def test_no_subject_and_no_sms_says_anything_personal(kind, language):
    text = text_of(kind, language)
    said = {"reference", "code", "path", *KINDS[kind].public}
    private = [fact for name, fact in KINDS[kind].facts.items() if name not in said and fact]
    assert [fact for fact in private if fact in text.subject or fact in text.sms] == []


@every_text
@pytest.mark.parametrize("accented", [True, False])
def test_an_sms_is_short(settings, kind, language, accented):
    settings.SITE_URL, settings.SMS_ACCENTED = LONGEST_SITE, accented
    sms = text_of(kind, language).sms
    assert sms_parts(sms).parts <= MOST_PARTS[accented], sms
