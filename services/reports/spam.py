"""How much a report looks like none, and why: points that explain themselves.

Nothing is refused or hidden for them; an officer reads the reasons and decides. What people write
in another language, in Khmer script or in capital letters alone never makes enough points.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.mentions import MentionKind, find_mentions
from portal.common.vietnamese import fold

LIKELY = 50  # From so many points on, a new report is shown as one that may be none.
MOST = 100

LINK = re.compile(r"(?:https?://|www\.)\S|\b[a-z0-9-]{2,63}\.(?:com|net|top|xyz|vip|club|info)\b")
LINKS_FREE = 1  # A map or a newspaper may be linked to.

# As they stand without marks; several syllables each, as “bạn” and “bán” are the same without.
SELLING = (
    "vay tien", "vay von", "cho vay", "lai suat", "giai ngan", "tra gop", "dao han the",
    "khuyen mai", "giam gia", "gia re", "gia goc", "uu dai", "mua ngay", "dat hang", "dang ky ngay",
    "can ban", "ban gap", "chuyen nhuong", "dat nen", "sim so dep", "ca do", "ca cuoc",
    "nha cai", "dat cuoc", "no hu", "tai xiu", "xo so online", "casino", "viec nhe luong cao",
    "cong tac vien", "kiem tien online", "thu nhap thu dong", "ship cod", "mien phi van chuyen",
    "tang cuong sinh ly", "giam can", "lam bang", "lam giay to gia",
)  # fmt: skip

ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvxy])?"
RHYME = (
    r"(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aei]|u[aeiouy]|y[eu]|ieu|yeu|oa[iyo]|oeo|uoi|uou|ua[yo]"
    r"|uya|uyu)"
)
CODA = r"(?:ch|ng|nh|[cmnpt])?"
SYLLABLE = re.compile(rf"{ONSET}{RHYME}{CODA}|{ONSET}(?:uye|uo|ie|ye|oa|oe|ua|ue|uy|oo){CODA}")
LATIN_WORD = re.compile(r"[a-z]+")

ENOUGH_WORDS = 5
ENOUGH_LETTERS = 20
FLURRY = 5  # Reports of one sender within an hour; a hamlet's head may send three.


@dataclass(frozen=True)
class Facts:
    """What is known of a report and of those around it."""

    words: str
    same_words: int = 0  # Others with the same words within a week.
    same_sender: int = 0  # Others from the same address or number within an hour.
    in_a_row: int = 0  # Of these, within a minute.


@dataclass(frozen=True)
class Sign:
    """One thing that speaks for spam, and how loud; `count` stands in its sentence."""

    code: str
    points: int
    count: int = 0

    def as_row(self) -> dict[str, Any]:
        return {"code": self.code, "points": self.points, "count": self.count}


def score(facts: Facts) -> tuple[int, list[Sign]]:
    """The points of a report, and the signs that make them."""
    signs = [sign for look in LOOKS for sign in look(facts)]
    return min(MOST, sum(sign.points for sign in signs)), signs


def links(facts: Facts) -> list[Sign]:
    found = len(LINK.findall(facts.words.lower()))
    return [Sign("links", min(20 * found, 60), found)] if found > LINKS_FREE else []


def sent_lately(facts: Facts) -> list[Sign]:
    found = facts.same_words
    return [Sign("same_words", 30 if found < 3 else 60, found)] if found else []


def shouting(facts: Facts) -> list[Sign]:
    letters = [sign for sign in facts.words if sign.isalpha()]
    cased = [sign for sign in letters if sign.upper() != sign.lower()]
    is_loud = len(cased) >= ENOUGH_LETTERS and all(sign.isupper() for sign in cased)
    return [Sign("capitals", 15)] if is_loud else []


def foreign(facts: Facts) -> list[Sign]:
    """Words of which hardly one could be Vietnamese; other scripts are not asked."""
    plain = fold(LINK.sub(" ", facts.words))
    words = LATIN_WORD.findall(plain)
    ours = sum(bool(SYLLABLE.fullmatch(word)) for word in words)
    letters = sum(sign.isalpha() for sign in plain)
    is_latin = sum(map(len, words)) * 2 > letters
    is_odd = is_latin and len(words) >= ENOUGH_WORDS and ours * 3 < len(words)
    return [Sign("foreign", 30)] if is_odd else []


def selling(facts: Facts) -> list[Sign]:
    plain = f" {' '.join(re.findall('[a-z0-9]+', fold(facts.words)))} "
    found = sum(f" {words} " in plain for words in SELLING)
    if not found:
        return []
    has_phone = any(one.kind == MentionKind.PHONE for one in find_mentions(facts.words))
    loud = 25 if has_phone else 10
    return [Sign("selling_by_phone" if has_phone else "selling", min(loud + 10 * found, 65), found)]


def flurry(facts: Facts) -> list[Sign]:
    many = facts.same_sender >= FLURRY
    quick = facts.in_a_row > 0
    return [
        *([Sign("flurry", 25, facts.same_sender)] if many else []),
        *([Sign("in_a_row", 15, facts.in_a_row)] if quick else []),
    ]


LOOKS = (links, sent_lately, shouting, foreign, selling, flurry)


def explained(rows: Sequence[dict[str, Any]]) -> list[str]:
    """One sentence for each sign, with its points; of signs no longer known, nothing is said."""
    return [
        _("%(why)s (%(points)d points)") % {"why": why, "points": row["points"]}
        for row in rows
        if (why := sentence(row["code"], row["count"]))
    ]


def sentence(code: str, count: int) -> str | Promise:
    sentences = {
        "links": lambda: ngettext("It holds %d link.", "It holds %d links.", count) % count,
        "same_words": lambda: (
            ngettext(
                "The same words came %d more time within a week.",
                "The same words came %d more times within a week.",
                count,
            )
            % count
        ),
        "capitals": lambda: _("It is written in capital letters alone."),
        "foreign": lambda: _("Hardly a word of it could be Vietnamese."),
        "selling": lambda: _("It sounds like an offer."),
        "selling_by_phone": lambda: _("It sounds like an offer, with a telephone number."),
        "flurry": lambda: (
            ngettext(
                "Its sender sent %d other within an hour.",
                "Its sender sent %d others within an hour.",
                count,
            )
            % count
        ),
        "in_a_row": lambda: _("Its sender sent another within a minute."),
    }
    return sentences[code]() if code in sentences else ""
