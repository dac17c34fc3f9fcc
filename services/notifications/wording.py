"""What the words of a message may be: plain sentences, with facts named in single braces.

    Subject: Đã nhận phản ánh {reference}
    SMS: Sóc Trăng Số: đã nhận phản ánh {reference}. Xem tại {url}

    Cảm ơn bạn đã báo tin.
    Cán bộ viết: {note}

Nothing in braces is ever computed: a name from the kind's own list, or it is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.text import EMPTY_LINES, LINE_END, SLIPPED_IN, UNREADABLE
from services.notifications.kinds import Kind

HEADINGS = {"Subject:": "subject", "SMS:": "sms"}
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
BRACE = re.compile(r"[{}]")

# Whatever reaches a lock screen or a mail server's list of subjects: a code at most.
SEEN_BY_OTHERS = frozenset({"reference", "code", "url", "portal"})

UNKNOWN = gettext_lazy("Line %(line)s: %(word)s is not one of the names you may use here.")
TOO_OPEN = gettext_lazy("Line %(line)s: %(word)s may not stand where others could read it.")
LONELY_BRACE = gettext_lazy("Line %(line)s: a brace has no partner. Write names as {name}.")


class BadWording(ValueError):
    """Words that cannot become a message; says why."""


@dataclass(frozen=True)
class Wording:
    """The words of one kind in one language, facts still named in braces."""

    subject: str
    body: str
    sms: str = ""  # Empty: never sent by SMS.


def read(source: str) -> Wording:
    """The words of a file: headings, an empty line, the body."""
    head, _gap, body = LINE_END.sub("\n", source).strip().partition("\n\n")
    parts = {"subject": "", "sms": ""}
    for line in head.splitlines():
        heading = next((known for known in HEADINGS if line.startswith(known)), None)
        if heading is None:
            raise BadWording(_("“%(line)s” is no heading.") % {"line": line[:40]})
        parts[HEADINGS[heading]] = one_line(line.removeprefix(heading))
    if not parts["subject"]:
        raise BadWording(_("The subject is missing."))
    return Wording(body=body.strip(), **parts)


def allowed(kind: Kind) -> frozenset[str]:
    """The names that may stand in braces anywhere in this kind's words."""
    made = {"portal", "url"} if "path" in kind.facts else {"portal"}
    return frozenset(kind.facts) - {"path"} | made


def allowed_in_sight(kind: Kind) -> frozenset[str]:
    """The names that may stand in the subject and in an SMS, where others may read them."""
    return allowed(kind) & (SEEN_BY_OTHERS | kind.public)


def faults(wording: Wording, kind: Kind) -> dict[str, list[str]]:
    """What is wrong with these words, in sentences, by the part in which it stands."""
    in_sight = allowed_in_sight(kind)
    found = {
        "subject": [*line_faults(wording.subject), *misused(wording.subject, kind, in_sight)],
        "sms": [*line_faults(wording.sms), *misused(wording.sms, kind, in_sight)],
        "body": [*misused(wording.body, kind, allowed(kind))],
    }
    if not wording.subject.strip():
        found["subject"].append(_("Write a subject."))
    if not wording.body.strip():
        found["body"].append(_("Write what the person is to know."))
    return {part: sentences for part, sentences in found.items() if sentences}


def line_faults(text: str) -> Iterator[str]:
    if LINE_END.search(text.strip()):
        yield _("Write this on one line.")


def misused(text: str, kind: Kind, names: frozenset[str]) -> Iterator[str]:
    """A sentence for each thing in braces that may not stand here, and each lonely brace."""
    for number, line in enumerate(LINE_END.split(text), start=1):
        for name in PLACEHOLDER.findall(line):
            if name not in names:
                sentence = TOO_OPEN if name in allowed(kind) else UNKNOWN
                yield sentence % {"line": number, "word": f"{{{name}}}"}
        if BRACE.search(PLACEHOLDER.sub("", line)):
            yield LONELY_BRACE % {"line": number}


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Text with its facts; a line all of whose facts are empty is left out."""
    lines = []
    for line in text.splitlines():
        names = PLACEHOLDER.findall(line)
        if not names or any(facts[name] for name in names):
            lines.append(PLACEHOLDER.sub(lambda found: facts[found[1]], line))
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def harmless(fact: str | int) -> str:
    """A fact without characters that hide, turn the line round, or break what carries it."""
    return UNREADABLE.sub("", SLIPPED_IN.sub("", LINE_END.sub("\n", str(fact)))).strip()


def one_line(text: str) -> str:
    return " ".join(text.split())
