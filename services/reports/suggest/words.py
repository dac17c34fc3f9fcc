"""The words a resident wrote: in one spelling, and as they sound in the delta."""

import re

from portal.common.vietnamese import fold, nfc

RUN = re.compile(r"[^\W_]+")
DRAWN_OUT = re.compile(r"(.)\1{2,}")  # "hôiiii" means "hôi".

# Said in the delta; only the marks tell "hổng" (not) from "hỏng" (broken).
SPOKEN = {
    "hông": "khong",
    "hổng": "khong",
    "hõng": "khong",
    "hem": "khong",
    "dô": "vao",
    "vô": "vao",
    "zô": "vao",
}
# Typed in a hurry, or said in the delta; plain in either case.
TYPED = {
    "bh": "bay gio",
    "bik": "biet",
    "bv": "benh vien",
    "cccd": "can cuoc",
    "cty": "cong ty",
    "cx": "cung",
    "dc": "duoc",
    "dg": "duong",
    "dk": "duoc",
    "dt": "dien thoai",
    "dzo": "vao",
    "fb": "facebook",
    "gt": "giao thong",
    "hk": "khong",
    "hok": "khong",
    "j": "gi",
    "k": "khong",
    "kg": "khong",
    "khg": "khong",
    "kinh": "kenh",
    "ko": "khong",
    "lm": "lam",
    "mk": "minh",
    "mn": "moi nguoi",
    "nc": "nuoc",
    "ng": "nguoi",
    "ngta": "nguoi ta",
    "r": "roi",
    "sxh": "sot xuat huyet",
    "tp": "thanh pho",
    "trc": "truoc",
    "tui": "toi",
    "ubnd": "uy ban",
    "vs": "voi",
    "wa": "qua",
    "xl": "xu ly",
    "zo": "vao",
}

# Spelt apart and heard alike by those who write as they speak.
HEADS = {
    "ngh": "ng",
    "gh": "g",
    "gi": "d",
    "ph": "f",
    "qu": "w",
    "tr": "ch",
    "k": "c",
    "r": "g",
    "s": "x",
    "v": "d",
    "z": "d",
}
MIDDLES = {"y": "i", "ie": "i", "uo": "u", "ue": "e", "oe": "e", "oa": "a", "au": "ao"}
TAILS = {"ng": "n", "nh": "n", "ch": "c", "t": "c"}


def written_words(text: str) -> list[str]:
    """The words with their marks, small letters, numbers left out."""
    words = RUN.findall(DRAWN_OUT.sub(r"\1", nfc(text).lower()))
    return [word for word in words if not word.isdigit()]


def plain_words(written: list[str]) -> list[str]:
    """The same without marks, spelled out where they were shortened."""
    plain = fold(" ".join(SPOKEN.get(word, word) for word in written)).split()
    return " ".join(TYPED.get(word, word) for word in plain).split()


def marked_words(written: list[str]) -> list[str]:
    """Those whose marks say more than the plain word does."""
    return [word for word in written if not word.isascii()]


def sound(plain: str) -> str:
    """A key that words heard alike in the delta share: "trường" and "chườn" are one."""
    key = _head(plain)
    for spelt, heard in MIDDLES.items():
        key = key.replace(spelt, heard)
    for length in (2, 1):
        if key[-length:] in TAILS:
            return key[:-length] + TAILS[key[-length:]]
    return key


def _head(word: str) -> str:
    for length in (3, 2, 1):
        if word[:length] in HEADS:
            return HEADS[word[:length]] + word[length:]
    return word
