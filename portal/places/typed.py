"""What somebody types as a place: "p.6 tp soc trang", "Xã Long Phú", "f1 vinh chau"."""

import re
from dataclasses import dataclass

from portal.common.vietnamese import fold, nfc

LONGEST = 100
MOST_WORDS = 12
WORD = re.compile(r"[^\W\d_]+|\d+")  # "P6" is two words: a kind and a number.

SHORT_FORMS = {
    "p": "phường",
    "f": "phường",
    "ph": "phường",
    "x": "xã",
    "tt": "thị trấn",
    "tp": "thành phố",
    "tx": "thị xã",
    "h": "huyện",
}
KINDS = (("phuong",), ("xa",), ("thi", "tran"))
# What people add after an address, and our own "(tên cũ)"; never what tells two places apart.
TAILS = (
    ("ten", "cu"),
    ("viet", "nam"),
    ("thanh", "pho", "can", "tho"),
    ("can", "tho"),
    ("tinh", "soc", "trang"),
    ("tinh", "hau", "giang"),
)


@dataclass(frozen=True)
class Words:
    """The words of a place, the kind of unit (folded) apart; as written, and folded."""

    kind: tuple[str, ...]
    written: tuple[str, ...]
    plain: tuple[str, ...]
    all_written: tuple[str, ...]

    @property
    def all_plain(self) -> tuple[str, ...]:
        return (*self.kind, *self.plain)


def words_of(text: str) -> Words:
    """The words of a name as the register has it."""
    return _words(_pieces(text))


def typed_words(text: str) -> Words:
    """The words of a name as people type it: short forms spelled out, tails cut off."""
    return _words(_without_tails(_spelled_out(_pieces(text[:LONGEST]))[:MOST_WORDS]))


def _pieces(text: str) -> list[str]:
    return WORD.findall(nfc(text).casefold())


def _spelled_out(pieces: list[str]) -> list[str]:
    """Short forms in full, but the last: a lone letter there may be the beginning of a word."""
    firsts, last = pieces[:-1], pieces[-1:]
    return [word for piece in firsts for word in SHORT_FORMS.get(piece, piece).split()] + last


def _without_tails(pieces: list[str]) -> list[str]:
    plain = tuple(map(fold, pieces))
    tail = next((t for t in TAILS if len(t) < len(plain) and plain[-len(t) :] == t), None)
    return _without_tails(pieces[: -len(tail)]) if tail else pieces


def _words(pieces: list[str]) -> Words:
    plain = tuple(map(fold, pieces))
    kind = next((k for k in KINDS if len(k) < len(plain) and plain[: len(k)] == k), ())
    return Words(kind, tuple(pieces[len(kind) :]), plain[len(kind) :], tuple(pieces))
