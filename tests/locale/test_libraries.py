"""The libraries speak Vietnamese too: our catalogue for them is whole, and it is what is shown."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import polib
import pytest
import taggit
import wagtail
from django.conf import settings
from django.utils.translation import gettext, ngettext, override, pgettext
from django.views.i18n import JSONCatalog

CATALOGUES = settings.BASE_DIR / "locale" / "libraries" / "vi" / "LC_MESSAGES"
DOMAINS = ["django", "djangojs"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr](?![a-z])|\{[^{}]*\}")
IN_DJANGO = ["conf", "contrib/auth", "contrib/contenttypes", "contrib/humanize", "contrib/sessions"]
HOMES = [Path(library.__file__).parent for library in (allauth, taggit, wagtail)]
HOMES += [Path(django.__file__).parent / part for part in IN_DJANGO]


def catalogue(domain: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES / f"{domain}.po"))


def words(entry: polib.POEntry) -> tuple[str | None, str, str, str]:
    """What a compiled catalogue keeps of an entry."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr or entry.msgstr_plural[0]


def sources(domain: str) -> Iterator[polib.POEntry]:
    """Every entry the libraries would have translated."""
    for home in HOMES:
        for path in sorted(home.rglob(f"locale/en/LC_MESSAGES/{domain}.po")):
            yield from (entry for entry in polib.pofile(str(path)) if not entry.obsolete)


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_committed_mo_is_the_po(domain):
    compiled = polib.mofile(str(CATALOGUES / f"{domain}.mo"))
    assert {words(entry) for entry in compiled} == {words(entry) for entry in catalogue(domain)}


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_entry_is_empty_or_unsure(domain):
    unsure = [e.msgid for e in catalogue(domain) if e.fuzzy or not words(e)[-1].strip()]
    assert unsure == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_placeholder_survives(domain):
    for context, msgid, plural, translation in map(words, catalogue(domain)):
        asked = set(PLACEHOLDER.findall(plural or msgid))
        assert set(PLACEHOLDER.findall(translation)) == asked, (context, msgid)


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_new_release_brings_no_untranslated_word(domain):
    ours = {(entry.msgctxt, entry.msgid) for entry in catalogue(domain)}
    missing = {(e.msgctxt, e.msgid) for e in sources(domain)} - ours
    assert missing == set()


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Publish", "Xuất bản"),
        ("Save draft", "Lưu bản nháp"),
        ("Snippets", "Mẩu nội dung"),
        ("Choose an image", "Chọn hình ảnh"),
        ("Sign In", "Đăng nhập"),
        ("Incorrect password.", "Mật khẩu chưa đúng."),
        ("Authentication credentials were not provided.", "Chưa có thông tin xác thực."),
        ("Past 7 days", "7 ngày qua"),
        ("Password reset unsuccessful", "Chưa đặt lại được mật khẩu"),
    ],
)
def test_screens_speak_vietnamese(english, vietnamese):
    with override("vi"):
        assert gettext(english) == vietnamese


def test_counts_and_months_speak_vietnamese():
    with override("vi"):
        assert ngettext("%(count)s image", "%(count)s images", 2) == "%(count)s hình ảnh"
        assert pgettext("abbrev. month", "Aug.") == "Thg 8"


def test_the_editors_scripts_speak_vietnamese(rf):
    with override("vi"):
        answer = JSONCatalog.as_view(packages=["wagtail.admin"])(rf.get("/"))
    assert json.loads(answer.content)["catalog"]["Page explorer"] == "Cây trang"
