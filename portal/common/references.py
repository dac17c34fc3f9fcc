"""The codes residents read over the telephone: PA-7K3M-92, and the secret that claims it.

Thirty-one symbols, none mistaken for another (no 0 O, no 1 I L). The last one checks the others:
31 is prime and the weights differ, so one wrong symbol or two exchanged are always noticed.
"""

import hashlib
import hmac
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import SystemRandom
from uuid import UUID

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1)  # Prefix, body and check symbol, counted down.
BODY_LENGTH = 5
CLAIM_CODE_LENGTH = 10  # About 49 bits: with limits on guessing, more than enough.
LONGEST_TYPED = 40

SYMBOL = f"[{ALPHABET}]"
PARTED = r"[\s.‐-―-]*"  # Spaces, dots and dashes of every length.
GROUPED = re.compile(rf"(?<!\w){SYMBOL}{{2}}{PARTED}{SYMBOL}{{4}}{PARTED}{SYMBOL}{{2}}(?!\w)")
SPELLED = re.compile(rf"\W*{SYMBOL}(?:{PARTED}{SYMBOL}){{7}}\W*")

FAIR_DICE = SystemRandom()
_dice: ContextVar[random.Random | None] = ContextVar("dice", default=None)


@contextmanager
def loaded_dice(rng: random.Random) -> Iterator[None]:
    """Make the codes inside foreseeable: for demonstration data, never for a resident."""
    token = _dice.set(rng)
    try:
        yield
    finally:
        _dice.reset(token)


def new_reference(prefix: str) -> str:
    """A fresh reference such as PA-7K3M-92; its place in the sequence cannot be guessed."""
    body = prefix + _throw(BODY_LENGTH)
    return _reference(body + ALPHABET[-_weighed(body) % len(ALPHABET)])


def unused_reference(prefix: str, is_taken: Callable[[str], bool]) -> str:
    """A fresh reference that nothing has yet; `is_taken` says whether something has."""
    reference = new_reference(prefix)
    while is_taken(reference):
        reference = new_reference(prefix)
    return reference


def read_reference(text: str) -> str | None:
    """The reference someone typed, spelled our way; None if there is none or it is wrong."""
    if len(text) > LONGEST_TYPED:
        return None
    plain = _plain(text)
    found = SPELLED.fullmatch(plain) or GROUPED.search(plain)
    symbols = _symbols(found.group()) if found else ""
    return _reference(symbols) if symbols and _weighed(symbols) % len(ALPHABET) == 0 else None


def new_claim_code() -> str:
    """A fresh secret such as 7K3M-92QX-4D, shown to the resident once and never stored."""
    return _claim_code(_throw(CLAIM_CODE_LENGTH))


def claim_code_for(key: UUID) -> str:
    """The secret that belongs to a form sent under this key: the same, however often it is sent.

    Whoever knows the key but not the portal's own secret cannot tell the code.
    """
    number = int.from_bytes(salted_hmac("portal.common.references", str(key)).digest())
    symbols = []
    for _ in range(CLAIM_CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[place])
    return _claim_code("".join(symbols))


def claim_digest(code: str, reference: str) -> str:
    """What is stored instead of a claim code; the same code gives another digest elsewhere."""
    return hashlib.sha256(f"{reference}:{_symbols(_plain(code))}".encode()).hexdigest()


def claim_matches(code: str, reference: str, digest: str) -> bool:
    """Whether this is the reference's claim code, forgiving how it is typed; takes equally long."""
    return hmac.compare_digest(claim_digest(code[:LONGEST_TYPED], reference), digest)


def _throw(count: int) -> str:
    return "".join((_dice.get() or FAIR_DICE).choices(ALPHABET, k=count))


def _claim_code(symbols: str) -> str:
    return f"{symbols[:4]}-{symbols[4:8]}-{symbols[8:]}"


def _weighed(symbols: str) -> int:
    """The weighted sum that a whole reference makes divisible by 31."""
    return sum(w * ALPHABET.index(symbol) for w, symbol in zip(WEIGHTS, symbols, strict=False))


def _reference(symbols: str) -> str:
    return f"{symbols[:2]}-{symbols[2:6]}-{symbols[6:]}"


def _plain(text: str) -> str:
    """Full-width and small letters made plain capitals."""
    return unicodedata.normalize("NFKC", text).upper()


def _symbols(text: str) -> str:
    return re.sub(f"[^{ALPHABET}]", "", text)
