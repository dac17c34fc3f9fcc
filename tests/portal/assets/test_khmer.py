"""Khmer as a phone draws it: its own letters, room between its lines, words that may be broken."""

from pathlib import Path

import pytest

from tests.browser import PHONE

STYLES = Path(__file__).resolve().parents[3] / "portal" / "static" / "portal" / "css" / "portal.css"
LONG = "សេវាសាធារណៈតាមអ៊ីនធឺណិតសម្រាប់ប្រជាពលរដ្ឋនៅខេត្តឃ្លាំង" * 6  # Not one space in it.
KHMER = f'<h2 lang="km">{LONG}</h2><section class="passage" lang="km"><p>{LONG}</p></section>'
ROOM = """one => {
    const style = getComputedStyle(one);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
}"""
pytestmark = pytest.mark.browser


@pytest.fixture
def draw(chromium, tmp_path):
    """`draw("<p>…")`: a phone that shows these words, and the fonts it has fetched."""
    context = chromium.new_context(viewport=PHONE)

    def drawn(words: str):
        fonts, page = [], context.new_page()
        page.on("request", lambda asked: fonts.append(Path(asked.url).name))
        sheet = (
            f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{STYLES.as_uri()}">'
        )
        (tmp_path / "page.html").write_text(f"{sheet}<main class='wrap'>{words}</main>", "utf-8")
        page.goto((tmp_path / "page.html").as_uri())
        page.evaluate("document.fonts.ready")
        return page, [name for name in fonts if name.endswith(".woff2")]

    yield drawn
    context.close()


def test_words_without_spaces_stay_on_the_screen(draw):
    page, _fonts = draw(KHMER)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_letters_that_stand_on_one_another_have_room(draw):
    page, _fonts = draw(KHMER)
    assert page.eval_on_selector("p", ROOM) == pytest.approx(1.9)
    assert page.eval_on_selector("h2", ROOM) == pytest.approx(1.6)


def test_only_who_reads_khmer_fetches_its_letters(draw):
    _page, fonts = draw(KHMER)
    assert "noto-sans-khmer-400-khmer.woff2" in fonts
    _page, fonts = draw("<p>Đèn đường đã sáng lại.</p>")
    assert [name for name in fonts if "khmer" in name] == []
