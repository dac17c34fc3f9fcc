"""The file of administrative units: what it says, and everything that is wrong with it."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.places.models import Commune, OldUnit, Province

UNITS_FILE = Path(__file__).parent / "data" / "units.json"
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class PlacesFileError(ValueError):
    """The file cannot be loaded; `faults` says why, a sentence each."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Units:
    """Rows as the file has them, not yet saved."""

    provinces: list[Province]
    communes: list[Commune]
    old_units: list[tuple[str, OldUnit]]  # With the code of the commune each became part of.


def read_units(path: Path = UNITS_FILE) -> Units:
    """The units in a file, each of them checked; or PlacesFileError with every fault found."""
    try:
        units = _units(json.loads(Path(path).read_text("utf-8")))
    except ValidationError as error:
        raise PlacesFileError(error.messages) from error
    except (OSError, *UNREADABLE) as error:
        fault = _("This is not a file of administrative units: %(error)r.") % {"error": error}
        raise PlacesFileError([fault]) from error
    if faults := list(_faults(units)):
        raise PlacesFileError(faults)
    return units


def _units(data: dict) -> Units:
    effective = date.fromisoformat(data["effective"])
    last_day_before = effective - timedelta(days=1)
    local = [(row, True) for row in data["units"]]
    others = [(row, False) for row in data["other_units"]]
    return Units(
        provinces=_provinces(data["province"], last_day_before),
        communes=[_commune(row, is_local, data, effective) for row, is_local in local + others],
        old_units=[
            (row["code"], _old_unit(old, last_day_before))
            for row, _is_local in local
            for old in row["formed_from"]
        ],
    )


def _provinces(row: dict, last_day_before: date) -> list[Province]:
    """The province of today, and those that ended when they joined it."""
    former = [old for old in row["merged_from"] if old["code"] != row["code"]]
    return [
        Province(code=row["code"], name=row["name"]),
        *(Province(code=old["code"], name=old["name"], valid_to=last_day_before) for old in former),
    ]


def _commune(row: dict, is_local: bool, data: dict, effective: date) -> Commune:
    commune = Commune(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        kind=row["type"],
        province_id=data["province"]["code"],
        former_province=data["former_province"] if is_local else row["former_province"],
        is_local=is_local,
        lat=row["lat"],
        lon=row["lon"],
        bbox=row["bbox"],
        area_km2=row["area_km2"],
        valid_from=effective,
    )
    _check_fields(commune, exclude=["province", "folded", "sort_key"])
    west, south, east, north = commune.bbox
    if not (west <= commune.lon <= east and south <= commune.lat <= north):
        raise ValidationError(_("%(unit)s lies outside its own box.") % {"unit": commune.code})
    return commune


def _old_unit(row: dict, last_day: date) -> OldUnit:
    unit = OldUnit(
        code=row["code"], name=row["name"], old_district=row["old_district"], valid_to=last_day
    )
    _check_fields(unit, exclude=["commune", "folded"])
    return unit


def _check_fields(unit: Commune | OldUnit, exclude: list[str]) -> None:
    unit.fold_names()
    try:
        unit.clean_fields(exclude=exclude)
    except ValidationError as error:
        facts = [f"{unit.code}, {name}: {' '.join(said)}" for name, said in error]
        raise ValidationError(facts) from error


def _faults(units: Units) -> Iterator[str]:
    """What no single row can see: a code that comes twice."""
    for codes in (
        [province.code for province in units.provinces],
        [commune.code for commune in units.communes],
        [old.code for _new, old in units.old_units],
    ):
        for code, times in Counter(codes).items():
            if times > 1:
                yield _("Code %(code)s comes %(times)s times.") % {"code": code, "times": times}
