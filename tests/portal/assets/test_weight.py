"""What a page makes a phone carry, on a weak signal by the river."""

import gzip
import json
import re
from pathlib import Path

import pytest

PORTAL = Path(__file__).resolve().parents[3] / "portal"
BUILT = PORTAL / "static" / "portal"
KILOBYTE = 1024


def packed(*names: str) -> int:
    """The bytes that travel."""
    return sum(len(gzip.compress((BUILT / name).read_bytes(), mtime=0)) for name in names)


def test_styles_and_scripts_are_light():
    assert packed("css/portal.css", "js/portal.js") < 35 * KILOBYTE


def test_the_styles_leave_room_for_what_is_to_come():
    assert packed("css/portal.css") < 24 * KILOBYTE


def test_the_scripts_are_small():
    assert packed("js/portal.js") < 10 * KILOBYTE


def heaviness(name: str) -> int:
    return sum(font.stat().st_size for font in (BUILT / "fonts").glob(f"{name}-*"))


def test_the_fonts_are_light():
    assert heaviness("be-vietnam-pro") < 70 * KILOBYTE


def test_khmer_costs_nobody_else_anything():
    assert heaviness("noto-sans-khmer") < 50 * KILOBYTE
    styles = (BUILT / "css" / "portal.css").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face\{[^}]*Khmer[^}]*\}", styles)
    assert len(faces) == 2
    assert all("unicode-range:U+1780-17FF" in face for face in faces)


@pytest.mark.parametrize("drawing", sorted((BUILT / "img").glob("*.svg")), ids=lambda d: d.name)
def test_a_drawing_is_light_and_asks_nobody(drawing):
    svg = drawing.read_text(encoding="utf-8")
    assert len(svg.encode()) <= 8 * KILOBYTE
    assert re.findall(r'(?:href|src)="(?!#)[^"]*"|<script|<style|url\((?!#)', svg) == []


@pytest.mark.parametrize("name", ["css/portal.css", "css/map.css", "js/portal.js"])
def test_nothing_comes_from_another_host(name):
    built = (BUILT / name).read_text(encoding="utf-8")
    assert re.findall(r"(?:url\(|from|import)\s*[\"']?(?:https?:)?//", built) == []


def test_every_file_the_styles_ask_for_is_there():
    for sheet in (BUILT / "css").iterdir():
        for address in re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet.read_text(encoding="utf-8")):
            assert address.startswith(("data:", "#")) or (sheet.parent / address).is_file(), address


def test_packages_are_named_without_the_place_they_came_from():
    lock = json.loads((PORTAL / "assets" / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
