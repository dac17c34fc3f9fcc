"""Personal details inside free text: pointed out to the writer, hidden from everyone else.

People write 0912.345.678, "không chín một hai …" and "lan a còng gmail chấm com"; offices write
hotlines, prices, dates and codes of dossiers. The text is read as plain signs, each knowing where
it came from, so that what is found can be pointed at. Every pattern is bounded: reading takes
time in proportion to the text, whatever it says.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.common.moments import today
from portal.common.personal_id import LENGTH as ID_LENGTH
from portal.common.personal_id import born_in, is_known_place
from portal.common.phones import read_phone
from portal.common.vietnamese import MARK, fold

WORD_STARTS, WORD_ENDS = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # Digits are no part of a word.

MASK = "•••••"  # Always as long, in no language: it tells nothing but that something stood here.
WALL = "\n"  # No pattern sees through it.
UNSEEN = {"Cf", "Me", "Mn"}  # Joiners, marks and frames that stand between or upon signs.


class MentionKind(StrEnum):
    PHONE = "phone"
    ID_NUMBER = "id_number"
    EMAIL = "email"
    PLATE = "plate"

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS = {
    MentionKind.PHONE: _("a telephone number"),
    MentionKind.ID_NUMBER: _("an ID number"),
    MentionKind.EMAIL: _("an e-mail address"),
    MentionKind.PLATE: _("a vehicle plate"),
}


@dataclass(frozen=True)
class Mention:
    """A personal detail and where it stands: text[start:end]."""

    kind: MentionKind
    start: int
    end: int
    text: str


class Found(NamedTuple):
    kind: MentionKind
    start: int
    end: int


class Group(NamedTuple):
    """Digits written together, or one digit written as a word."""

    digits: str
    start: int
    end: int


def find_mentions(text: str) -> list[Mention]:
    """The personal details in a text, from left to right, none inside another."""
    plain, origins = _plain(text)
    mentions = []
    for kind, first, last in sorted(_find(plain), key=lambda found: found.start):
        start, end = origins[first], max(origins[last - 1] + 1, origins[last])
        mentions.append(Mention(kind, start, end, text[start:end]))
    return mentions


def mask(text: str, *, more: Collection[str] = (), but: Collection[str] = ()) -> str:
    """The text that everyone may read: dots stand where personal details stood.

    `more` is hidden as well, wherever it stands exactly so; `but` was found by mistake and stays.
    """
    found = [mention for mention in find_mentions(text) if mention.text not in but]
    hidden = [(mention.start, mention.end) for mention in found]
    hidden += [hit.span() for words in more if words for hit in re.finditer(re.escape(words), text)]
    shown, position = [], 0
    for start, end in sorted(hidden):
        if start >= position:  # Else it goes on with what is hidden already.
            shown += [text[position:start], MASK]
        position = max(position, end)
    return "".join([*shown, text[position:]])


def _find(plain: str) -> list[Found]:
    """What is found is walled off at once, so that nothing is found twice or half."""
    found: list[Found] = []
    # Plates twice: one may be glued to the last word of a number, "… bảy tám83P1-12345".
    for look in (_emails, _plates, _numbers, _plates):
        hits = list(look(plain))
        plain = OFFICIAL.sub(_wall, _wall_off(plain, hits))
        found += hits
    return found


def _wall_off(plain: str, hits: list[Found]) -> str:
    signs = list(plain)
    for _kind, start, end in hits:
        signs[start:end] = WALL * (end - start)
    return "".join(signs)


def _wall(hit: re.Match[str]) -> str:
    return WALL * len(hit[0])


# Plain signs: small letters without marks, digits of one script, where each of them came from.

LETTER_O_AS_ZERO = re.compile(rf"(?<![^\W\d_oOｏＯ])[oOｏＯ](?![^\W\d_oOｏＯ]|{MARK})")
DASHES = re.compile("[‐-―−]")


def _plain(text: str) -> tuple[str, list[int]]:
    """The plain signs, and for each its place in the text; at last the place where that ends."""
    signs: list[str] = []
    origins: list[int] = []
    for position, sign in enumerate(LETTER_O_AS_ZERO.sub("0", text)):
        plain = _plain_sign(sign)
        signs.append(plain)
        origins += [position] * len(plain)
    return "".join(signs), [*origins, len(text)]


@lru_cache(maxsize=2048)
def _plain_sign(sign: str) -> str:
    """One sign as a keyboard without marks writes it; nothing for what cannot be seen."""
    if unicodedata.category(sign) in UNSEEN:
        return ""
    if sign.isspace():
        return WALL if sign == "\n" else " "
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return DASHES.sub("-", fold(unicodedata.normalize("NFKC", sign)))


# E-mail addresses. A run of signs is always eaten whole, whether or not an address follows it.

NAME = r"[\w.+%-]++(?: (?:\.|cham) [\w.+%-]++){0,3}+"
AT = (
    r" {0,2}(?:@|[(\[{] ?(?:a|at|@) ?[)\]}]) {0,2}"
    r"| a[ -]?(?:cong|vong|moc) | at (?=[\w-]{1,63} dot )"
)
DOT = r"(?: ?\. ?| (?:cham|dot) | ?[(\[] ?(?:\.|cham|dot) ?[)\]] ?)"
LABEL = r"[\w-]{1,63}"
WRITTEN = rf"(?:{LABEL}\.){{1,6}}[a-z]{{2,20}}{WORD_ENDS}"
SPELLED = rf"{LABEL}(?:{DOT}{LABEL}){{0,2}}{DOT}(?:vn|com|net|org|edu|gov|info){WORD_ENDS}"
PROVIDER = rf"(?:gmail|yahoo|hotmail|outlook|icloud){WORD_ENDS}"
EMAIL = re.compile(rf"{NAME}(?P<at>(?:{AT})(?:{WRITTEN}|{SPELLED}|{PROVIDER}))?")


def _emails(plain: str) -> Iterator[Found]:
    for run in EMAIL.finditer(plain):
        if run["at"]:
            yield Found(MentionKind.EMAIL, *run.span())


# What offices write with many digits: codes of dossiers, days, the numbers for emergencies.

DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
OFFICIAL = re.compile(
    rf"(?<![a-z])[a-z]\d\d(?:\.\d{{1,9}}){{0,5}}-\d{{6}}-\d{{4}}(?!\d)"
    rf"|(?<!\d)(?<!\d[.-]){DAY}[.-]{MONTH}[.-]{YEAR}(?![.-]?\d)"
    rf"|(?<!\d){YEAR}-{MONTH}-{DAY}(?![.-]?\d)"
    rf"|(?<!\d)(?<!\d[ .-])11[1-9](?:[ .-]11[1-9]){{1,3}}(?![ .-]?\d)"
)


# Vehicle plates: 83-P1 123.45, 83P112345, 65A 12345, 51F-1234.

PLATE = re.compile(
    r"(?:(?<!\w)|(?<=bs)|(?<=bks)|(?<=xe))(?:1[1-9]|[2-9]\d)(?P<dash>[ .-]?)"
    r"(?P<series>[a-z][a-z1-9]?)(?P<gap>[ .-]{0,3})(?P<number>\d{3}[ .]?\d{2}|\d{4})(?!\d)"
)
VEHICLE_BEFORE = re.compile(
    rf"{WORD_STARTS}(?:bien(?: kiem soat| so)?|bs|bks|xe(?: may| tai| khach)?|[o0] ?to)"
    r"(?: xe| la)?[ :.-]{0,3}$"
)
THING_BEFORE = re.compile(
    rf"{WORD_STARTS}(?:tru|cot|tram|lop|to|nha|hem|duong|tuyen|lo|can|phong|ap|khom|ql"
    r"|quoc lo|tinh lo|huong lo|km)(?: dien| den)?(?: so)?[ :.-]{0,3}$"
)
MEASURES = {"cm", "g", "h", "ha", "k", "kg", "km", "kv", "kw", "l", "m", "m2", "m3", "mm", "tr"}
LOOK_BACK = 40


def _plates(plain: str) -> Iterator[Found]:
    for plate in PLATE.finditer(plain):
        before = plain[max(0, plate.start() - LOOK_BACK) : plate.start()]
        if VEHICLE_BEFORE.search(before) or not _is_something_else(plate, before):
            yield Found(MentionKind.PLATE, *plate.span())


def _is_something_else(plate: re.Match[str], before: str) -> bool:
    """Whether this reads like "trụ 12A-3456", "22B 2026" or "85 m2 1500 viên gạch"."""
    is_short = len(plate["number"]) == 4
    if is_short and THING_BEFORE.search(before):
        return True
    if plate["gap"] != " " or "." in plate["number"]:
        return False
    is_year = bool(re.fullmatch(YEAR, plate["number"]))
    is_measure = plate["series"] in MEASURES and (is_short or len(plate["series"]) == 2)
    return is_year or (is_measure and plate["dash"] != "-")


# Telephone and ID numbers: digits in groups, with little between them.

SPOKEN_DIGITS = {
    "khong": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5",
    "lam": "5", "sau": "6", "bay": "7", "tam": "8", "chin": "9",
}  # fmt: skip
GROUP = re.compile(rf"[0-9]+|{WORD_STARTS}(?:{'|'.join(SPOKEN_DIGITS)}){WORD_ENDS}")
GAP = re.compile(r"[ ._()~*·-]{0,3}|,")
MOST_DIGITS = 14  # 0084 (0) and nine more

WORD_BEFORE = r"(?: so| la| em| toi| minh){0,2}[ :.-]{0,3}$"
PHONE_BEFORE = re.compile(
    rf"{WORD_STARTS}(?:sdt|dt|dien thoai|goi|zalo|lien he|lh|alo|phone|tel|di dong){WORD_BEFORE}"
)
ID_BEFORE = re.compile(
    rf"{WORD_STARTS}(?:cccd|cmnd|cmtnd|cmt|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?"
    rf"|dinh danh(?: ca nhan)?){WORD_BEFORE}"
)
MEASURE_AFTER = re.compile(
    r" ?(?:dong(?! chi)|d|vnd|usd|trieu|tr|ty|ti|k|ngan|nghin|m|m2|m3|kg|km|lit|ha|kwh)(?!\w)"
)
WITHOUT_ZERO = re.compile(r"[35789]\d{8}|2\d{9}|3\d{6}")
OLD_MOBILE = re.compile(r"01[2689]\d{8}")  # Until 2018.
OLD_ID = re.compile(r"[0-3]\d{8}")  # Given until 2021.
ID_SHAPES = {
    (12,), (6, 6), (4, 4, 4), (3, 3, 3, 3), (2,) * 6, (1,) * 12, (3, 3, 6), (6, 3, 3), (3, 1, 2, 6),
}  # fmt: skip
OLD_ID_SHAPES = {(9,), (3, 3, 3)}


def _numbers(plain: str) -> Iterator[Found]:
    groups = [
        Group(SPOKEN_DIGITS.get(hit[0], hit[0]), *hit.span()) for hit in GROUP.finditer(plain)
    ]
    position = 0
    while position < len(groups):
        kind, length = _longest(plain, groups, position)
        if kind:
            start, end = groups[position].start, groups[position + length - 1].end
            yield Found(kind, _with_prefix(plain, start, end), end)
        position += length


def _longest(plain: str, groups: list[Group], first: int) -> tuple[MentionKind | None, int]:
    """The most groups from here on that are a personal number; else one, and no kind."""
    best: tuple[MentionKind | None, int] = None, 1
    run: list[Group] = []
    count = 0
    for group in groups[first : first + MOST_DIGITS]:
        count += len(group.digits)
        if count > MOST_DIGITS or not _continues(plain, run, group):
            break
        run.append(group)
        if kind := _kind(plain, run):
            best = kind, len(run)
    return best


def _continues(plain: str, run: list[Group], group: Group) -> bool:
    return not run or bool(GAP.fullmatch(plain, run[-1].end, group.start))


def _kind(plain: str, run: list[Group]) -> MentionKind | None:
    """What a run of groups is, judged by its digits, its shape and the words around it."""
    digits = "".join(group.digits for group in run)
    if len(digits) < 7:
        return None
    start, end = run[0].start, run[-1].end
    before = plain[max(0, start - LOOK_BACK) : start]
    if digits[0] == "0" and (read_phone(digits) or OLD_MOBILE.fullmatch(digits)):
        return MentionKind.PHONE
    if MEASURE_AFTER.match(plain, end):
        return None
    if read_phone(digits) or (WITHOUT_ZERO.fullmatch(digits) and PHONE_BEFORE.search(before)):
        return MentionKind.PHONE
    return MentionKind.ID_NUMBER if _is_id(plain, run, digits, before) else None


def _is_id(plain: str, run: list[Group], digits: str, before: str) -> bool:
    """With its name before it, any number as long as one; else only what looks like one."""
    if len(digits) not in (9, ID_LENGTH):
        return False
    if ID_BEFORE.search(before):
        return True
    shape = tuple(len(group.digits) for group in run)
    if digits.endswith("000") or all(re.fullmatch(YEAR, group.digits) for group in run):
        return False
    if len(digits) == ID_LENGTH:
        return shape in ID_SHAPES and _could_be_born(digits)
    is_sum = len(run) > 1 and plain[run[0].end] in ".,"
    return shape in OLD_ID_SHAPES and bool(OLD_ID.fullmatch(digits)) and not is_sum


def _could_be_born(digits: str) -> bool:
    return is_known_place(digits[:3]) and born_in(digits) <= today().year


def _with_prefix(plain: str, start: int, end: int) -> int:
    """Where a number begins when its plus and its bracket are counted in."""
    if plain[start - 1 : start] == "+":
        start -= 1
    if plain[start - 1 : start] == "(" and ")" in plain[start:end]:
        start -= 1
    return start
