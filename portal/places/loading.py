"""Putting the units of a file into the tables: all of them or none, as often as one likes."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from portal.places.models import Commune, OldUnit, Province
from portal.places.units import Units


@dataclass(frozen=True)
class Tally:
    """How many rows came, changed, and stayed as they were."""

    came: int
    changed: int
    stayed: int


@transaction.atomic
def load_units(units: Units) -> dict[type[Model], Tally]:
    """Make the tables say what the file says; rows the file does not name are left alone."""
    tallies = {Province: _load(Province, units.provinces)}
    tallies[Commune] = _load(Commune, units.communes)
    communes = {commune.code: commune for commune in units.communes}
    for code, old in units.old_units:
        old.commune = communes[code]
    tallies[OldUnit] = _load(OldUnit, [old for _code, old in units.old_units])
    return tallies


def _load(model: type[Model], rows: list[Model]) -> Tally:
    """Create and change what differs, in three questions at most; gives every row its key."""
    held = {row.code: row for row in model.objects.all()}
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    new = [row for row in rows if row.code not in held]
    known = [row for row in rows if row.code in held]
    for row in known:
        row.pk = held[row.code].pk
    changed = [row for row in known if _differs(row, held[row.code], fields)]
    model.objects.bulk_create(new)
    if changed:
        model.objects.bulk_update(changed, [field.name for field in fields])
    return Tally(len(new), len(changed), len(known) - len(changed))


def _differs(row: Model, before: Model, fields: list) -> bool:
    return any(getattr(row, f.attname) != getattr(before, f.attname) for f in fields)
