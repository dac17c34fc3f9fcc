"""Vietnamese words: spelled one way, found without marks, sorted as a dictionary sorts them."""

import re
import unicodedata

MARK = "[\u0300-\u036f]"  # Tones, hats and horns, once a letter is taken apart.
D_LOOKALIKES = str.maketrans("đðɖ", "ddd")  # Old fonts wrote Đ with the Icelandic or African sign.
EMPTY_SLUG = "trang"

SORT_KEY_LENGTH = 255
END, GAP, NUMBER, OTHER = "00", "01", "1", "zz"  # In this order around the letters a0 … z0.
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền < hỏi < ngã < sắc < nặng; no mark comes first.
HATS = {"a": "\u0306\u0302", "e": "\u0302", "o": "\u0302\u031b", "u": "\u031b"}
UNIT = re.compile(f"[0-9]+|.{MARK}*", re.DOTALL)


def nfc(text: str) -> str:
    """The same words with every letter in one piece, however they were typed."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Words as one types them in a hurry: "  Chuyển  ĐỔI số" becomes "chuyen doi so"."""
    bare = re.sub(MARK, "", _apart(text)).translate(D_LOOKALIKES)
    return " ".join(nfc(bare).split())


def slug(text: str, max_length: int = 80) -> str:
    """Words for an address: a–z, 0–9 and dashes, cut between words, never empty."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or EMPTY_SLUG
    if len(words) <= max_length:
        return words
    return words[: max_length + 1].rpartition("-")[0] or words[:max_length]


def sort_key(text: str) -> str:
    """A key whose plain byte order is the dictionary's, on every database alike.

    Letters decide first (a ă â b c d đ e ê …), tones only between equal letters, and
    "khóm 2" comes before "khóm 10". Made of 0–9 and a–z, so no collation can disturb it.
    """
    words = _words(text)
    letters = GAP.join(_letters(word) for word in words)
    tones = "".join(_tone(word) for word in words)
    return f"{letters}{END}{tones}"[:SORT_KEY_LENGTH]


def given_name_key(name: str) -> str:
    """The key that sorts people: by their given name, the last word, and then by the others."""
    *others, given = nfc(name).split() or [""]
    return f"{sort_key(given)}{sort_key(' '.join(others))}"[:SORT_KEY_LENGTH]


def _apart(text: str) -> str:
    """Text without capitals, each letter followed by its marks."""
    plain = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFD", plain)


def _words(text: str) -> list[str]:
    """The runs of letters, marks and digits in a text, taken apart."""
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in _apart(text))
    return "".join(kept).split()


def _letters(word: str) -> str:
    return UNIT.sub(lambda unit: _unit_key(unit.group()), word)


def _unit_key(unit: str) -> str:
    """The rank of one letter with its hat, or of one whole number."""
    letter, marks = unit[0], unit[1:]
    if letter in "0123456789":
        digits = unit.lstrip("0")
        return f"{NUMBER}{_base36(len(digits))}{digits}"
    if letter in "đðɖ":
        return "d1"
    if not "a" <= letter <= "z":
        return f"{OTHER}{ord(letter):06x}"
    rank = next((n for n, hat in enumerate(HATS.get(letter, ""), 1) if hat in marks), 0)
    return f"{letter}{rank}"


def _tone(word: str) -> str:
    """The tone of a syllable: 0 when level, else 1 to 5."""
    return str(next((rank for rank, tone in enumerate(TONES, 1) if tone in word), 0))


def _base36(count: int) -> str:
    return "0123456789abcdefghijklmnopqrstuvwxyz"[min(count, 35)]
