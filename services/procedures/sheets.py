"""The national sheets of procedures as a file brings them: each one read whole, or set aside.

A sheet holds the columns of a Procedure and, under the names of its lists of facts
(`time_limits`, `fees`, `components`, `results`), the columns of those.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from services.procedures.models import Channel, Component, Fee, Procedure, TimeLimit
from services.procedures.models.procedures import CODE
from services.procedures.readers import (
    Rotten,
    flag,
    list_of,
    number,
    one_of,
    read_all,
    record,
    text,
)

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_RAW = 4000  # Enough of a rotten row to find it again.

FACTS = ("time_limits", "fees", "components", "results")
CHANNELS = {None: ""} | {channel: channel for channel in Channel.values}

TIME_LIMIT = {
    "case": ("case", text(500)),
    "channel": ("channel", one_of(CHANNELS)),
    "qty": ("quantity", number(1, 3650, required=False)),
    "unit": ("unit", one_of({unit: unit for unit in TimeLimit.Unit.values})),
    "text": ("text", text(1000)),
}
FEE = {
    "channel": ("channel", one_of(CHANNELS)),
    "amount_vnd": ("amount", number(0, 10**12, required=False)),
    "status": ("status", one_of({status: status for status in Fee.Status.values})),
    "text": ("text", text(1000)),
}
COMPONENT = {
    "name": ("name", text(1000, required=True)),
    "kind": ("kind", one_of({kind: kind for kind in Component.Kind.values})),
    "originals": ("originals", number(0, 100)),
    "copies": ("copies", number(0, 100)),
    "case": ("case", text(500)),
    "replaceable_by_data": ("is_replaceable_by_data", flag(required=False)),
    "component_code": ("component_code", text(50)),
}
RESULT = {
    "name": ("name", text(1000, required=True)),
    "code": ("code", text(50)),
}


def code(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(CODE, value):
        raise Rotten(_("does not look like 1.001193"))
    return value


def time_limit(value: Any) -> dict[str, Any]:
    line = record(TIME_LIMIT)(value)
    if line["unit"] == TimeLimit.Unit.OTHER:
        if not line["text"]:
            raise Rotten(_("has a limit without words"))
    elif line["quantity"] is None:
        raise Rotten(_("has a limit without a number"))
    return line


def fee(value: Any) -> dict[str, Any]:
    """A bare 0 means that nobody knows; free must be said in so many words."""
    line = record(FEE)(value)
    if line["status"] == Fee.Status.UNKNOWN and line["amount"] == 0:
        line["amount"] = None
    expected = {Fee.Status.FREE: line["amount"] == 0, Fee.Status.AMOUNT: bool(line["amount"])}
    if not expected.get(line["status"], line["amount"] is None):
        raise Rotten(_("has an amount that does not go with its status"))
    return line


LEVELS = {"xa": "commune", "tinh": "province", "xa_tinh": "both"}
SERVICE_LEVELS = {
    None: "",
    "toan_trinh": Procedure.ServiceLevel.FULL.value,
    "mot_phan": Procedure.ServiceLevel.PARTIAL.value,
    "cung_cap_thong_tin": Procedure.ServiceLevel.INFORMATION.value,
}
SHEET = {
    "code": ("code", code),
    "name": ("name", text(500, required=True)),
    "field": ("field", text(200, required=True)),
    "field_code": ("field_code", text(20)),
    "level": ("level", one_of(LEVELS)),
    "life_event": ("life_event", text(200)),
    "promulgating_agency": ("promulgating_agency", text(300)),
    "executing_agency": ("executing_agency", text(300)),
    "subjects": ("subjects", list_of(text(300, required=True))),
    "submission_mode": (
        "submission_mode",
        one_of({mode: mode for mode in Procedure.SubmissionMode.values}),
    ),
    "online_level": ("service_level", one_of(SERVICE_LEVELS)),
    "decision_number": ("decision_number", text(100)),
    "legal_basis": ("legal_basis", list_of(text(300, required=True))),
    "notes": ("notes", list_of(text(2000, required=True))),
    "summary": ("summary", text(5000, paragraphs=True)),
    "keywords": ("keywords", list_of(text(100, required=True))),
    "source": ("source", text(300, required=True)),
    "verified": ("is_verified", flag()),
    "demo_local": ("is_open_for_demo", flag()),
    "priority": ("priority", number(1, 9)),
    "time_limits": ("time_limits", list_of(time_limit)),
    "fees": ("fees", list_of(fee)),
    "components": ("components", list_of(record(COMPONENT))),
    "results": ("results", list_of(record(RESULT))),
}


@dataclass(frozen=True)
class RottenRow:
    """A row set aside, counted from 1, with the reason."""

    position: int
    raw: str
    reason: str


@dataclass
class Sheets:
    """What a file held: the good sheets, the rotten rows, and every code either one names."""

    good: list[dict[str, Any]] = field(default_factory=list)
    rotten: list[RottenRow] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)


def read_file(path: Path) -> Sheets:
    """The sheets in a file; Rotten when the file as a whole is no list of sheets."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Rotten(_("This file is too large to be a list of procedures."))
        rows = json.loads(path.read_bytes())
    except OSError as error:
        raise Rotten(_("This file cannot be read: %(error)s.") % {"error": error}) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, Rotten):
            raise
        raise Rotten(_("This file is not JSON: %(error)s.") % {"error": error}) from error
    if not isinstance(rows, list):
        raise Rotten(_("This file is not a list of procedures."))
    return read_rows(rows)


def read_rows(rows: list) -> Sheets:
    sheets, seen = Sheets(), set[str]()
    for position, row in enumerate(rows, start=1):
        sheets.codes.update(code_named_by(row))
        try:
            sheet = read_row(row, seen)
        except Rotten as reason:
            sheets.rotten.append(RottenRow(position, raw(row), str(reason)))
        else:
            seen.add(sheet["code"])
            sheets.good.append(sheet)
    return sheets


def read_row(row: Any, seen: set[str]) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise Rotten(_("This row is not a record."))
    sheet = read_all(row, SHEET)
    if sheet["code"] in seen:
        raise Rotten(_("An earlier row has the same code."))
    return sheet


def code_named_by(row: Any) -> set[str]:
    named = row.get("code") if isinstance(row, dict) else None
    return {named} if isinstance(named, str) else set()


def raw(row: Any) -> str:
    """The row as it came, in letters that every database keeps."""
    written = json.dumps(row, ensure_ascii=False, sort_keys=True)
    if len(written) > LONGEST_RAW:
        written = written[: LONGEST_RAW - 1] + "…"
    return written.encode("utf-8", "backslashreplace").decode()
