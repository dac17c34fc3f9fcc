"""Words stand out from their ground, by day and by night (WCAG AA)."""

import re
from pathlib import Path

import pytest

SASS = Path(__file__).resolve().parents[3] / "portal" / "assets" / "sass"
TONES = ["neutral", "info", "progress", "waiting", "good", "bad", "late"]
READABLE = 4.5
SEEN = 3  # The edge of a box one types in.

PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "red-ink", "teal-ink", "gold-ink")
      for ground in ("paper", "paper-deep", "card")],
    *[("ink", f"{soft}-soft") for soft in ("red", "gold", "teal")],
    *[(f"{colour}-ink", f"{colour}-soft") for colour in ("red", "gold", "teal")],
    *[(f"{tone}-ink", f"{tone}-bg") for tone in TONES],
    ("ink", "sky-top"),
    ("ink", "sky-low"),
    ("ink", "input"),
    ("ink-soft", "input"),
    *[("on-red", ground) for ground in ("red", "red-deep", "teal", "teal-deep")],
    *[("on-red", ground) for ground in ("head-top", "head-low")],
    ("foot-ink", "foot"),
    ("gold", "foot"),
]  # fmt: skip


def scheme(name: str) -> dict[str, str]:
    """The named colours of the day or of the night."""
    tokens = (SASS / "_tokens.scss").read_text(encoding="utf-8")
    block = re.search(rf"\${name}: \((.*?)\n\);", tokens, re.DOTALL)
    return dict(re.findall(r'"([\w-]+)": (#[0-9a-f]{6})', block[1]))


def light(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_are_readable(name, ink, ground):
    colours = scheme(name)
    assert contrast(colours[ink], colours[ground]) >= READABLE


@pytest.mark.parametrize("name", ["day", "night"])
@pytest.mark.parametrize("ground", ["paper", "card", "paper-deep"])
def test_the_edge_of_a_field_is_seen(name, ground):
    colours = scheme(name)
    assert contrast(colours["input-line"], colours[ground]) >= SEEN


@pytest.mark.parametrize("name", ["day", "night"])
@pytest.mark.parametrize("ground", ["paper", "card", "red", "teal"])
def test_the_focus_ring_is_seen(name, ground):
    """Two rings, one dark and one light: at least one of them stands out anywhere."""
    colours = scheme(name)
    rings = [colours["gold"], colours["ink"]]
    assert max(contrast(ring, colours[ground]) for ring in rings) >= SEEN
