"""The only place that writes the catalogue."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from portal.pages_cache.edition import forget_pages
from portal.search import index
from services.procedures.models import Procedure, QuarantinedRow
from services.procedures.sheets import FACTS, RottenRow, Sheets

KIND = "procedure"


@transaction.atomic
def load_sheets(sheets: Sheets, *, source: str, retire: bool = False) -> Counter:
    """Bring the catalogue into line with a file; the second time nothing changes.

    Counts what was created, changed, unchanged, retired and quarantined.
    """
    stored = {one.code: one for one in Procedure.objects.with_facts()}
    counts: Counter = Counter()
    for sheet in sheets.good:
        procedure = stored.get(sheet["code"]) or Procedure(code=sheet["code"])
        counts[write_sheet(procedure, sheet)] += 1
        make_findable(procedure)
    if retire:
        counts["retired"] = retire_all_but(sheets.codes)
    set_aside(sheets.rotten, source=source)
    counts["quarantined"] = len(sheets.rotten)
    return counts


def write_sheet(procedure: Procedure, sheet: dict[str, Any]) -> str:
    """Replace the official facts; answers "created", "changed" or "unchanged"."""
    is_new = procedure.pk is None
    before = columns_of(procedure)
    for name, value in sheet.items():
        if name not in FACTS:
            setattr(procedure, name, value)
    procedure.is_active = True
    procedure.refold()
    outdated = [name for name in FACTS if is_new or facts_of(procedure, name) != sheet[name]]
    if not is_new and not outdated and columns_of(procedure) == before:
        return "unchanged"
    procedure.save()
    for name in outdated:
        write_facts(procedure, name, sheet[name])
    return "created" if is_new else "changed"


def columns_of(procedure: Procedure) -> dict[str, Any]:
    return {column.attname: getattr(procedure, column.attname) for column in columns(Procedure)}


def columns(model) -> Iterable:
    return model._meta.concrete_fields


def facts_of(procedure: Procedure, name: str) -> list[dict[str, Any]]:
    """The stored lines of one list of facts, in the shape of a sheet."""
    own = {"id", "procedure_id", "position"}
    return [
        {
            column.attname: getattr(line, column.attname)
            for column in columns(type(line))
            if column.attname not in own
        }
        for line in getattr(procedure, name).all()
    ]


def write_facts(procedure: Procedure, name: str, lines: list[dict[str, Any]]) -> None:
    manager = getattr(procedure, name)
    manager.all().delete()
    manager.bulk_create(
        manager.model(procedure=procedure, position=position, **line)
        for position, line in enumerate(lines)
    )


def retire_all_but(codes: set[str]) -> int:
    """Take out of force what the file no longer names; nothing is deleted."""
    gone = list(Procedure.objects.active().exclude(code__in=codes))
    for procedure in gone:
        procedure.is_active = False
        procedure.save(update_fields=["is_active"])
        make_findable(procedure)
    return len(gone)


def set_aside(rotten: list[RottenRow], *, source: str) -> None:
    """Keep this load's rotten rows in place of the last one's, unless they are the same."""
    kept = QuarantinedRow.objects.filter(source=source)
    now = [(row.position, row.raw, row.reason) for row in rotten]
    if list(kept.values_list("position", "raw", "reason")) == now:
        return
    kept.delete()
    QuarantinedRow.objects.bulk_create(
        QuarantinedRow(source=source, position=position, raw=raw, reason=reason)
        for position, raw, reason in now
    )


def make_findable(procedure: Procedure) -> None:
    """Let readers and the portal's search know a procedure in force, and forget one that is not."""
    forget_pages()
    if not procedure.is_active:
        index.remove(KIND, procedure.code)
        return
    with translation.override(settings.LANGUAGE_CODE):
        index.put(
            KIND,
            procedure.code,
            title=procedure.name,
            body=procedure.summary_in_words,
            also="\n".join(procedure.search_words),
            url=procedure.get_absolute_url(),
            topic=procedure.field,
        )
