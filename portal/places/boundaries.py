"""The administration's file of outlines: read, checked against the communes, and kept."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.places.models import Boundary, Commune
from portal.places.outlines import light_geometry
from portal.places.units import PlacesFileError

UNREADABLE = (OSError, KeyError, TypeError, ValueError, AttributeError)


def load_boundaries(path: Path) -> int:
    """Keep the outline of every commune in a GeoJSON file; if one is bad, PlacesFileError."""
    outlines = _outlines(path)
    communes = Commune.objects.in_bulk(outlines, field_name="code")
    if strangers := sorted(outlines.keys() - communes.keys()):
        raise PlacesFileError(
            [_("No commune has the code %(code)s.") % {"code": c} for c in strangers]
        )
    rows = [Boundary(commune=communes[code], geometry=shape) for code, shape in outlines.items()]
    with transaction.atomic():
        Boundary.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["commune"], update_fields=["geometry"]
        )
    return len(rows)


def _outlines(path: Path) -> dict[str, dict]:
    """Light outlines by commune code."""
    try:
        features = json.loads(Path(path).read_text("utf-8"))["features"]
        shapes = {str(one["properties"]["code"]): one["geometry"] for one in features}
    except UNREADABLE as error:
        fault = _("This is not a GeoJSON file of communes: %(error)r.") % {"error": error}
        raise PlacesFileError([fault]) from error
    if len(shapes) < len(features):
        raise PlacesFileError([_("A commune comes more than once.")])
    return {code: _light(code, shape) for code, shape in shapes.items()}


def _light(code: str, shape: object) -> dict:
    try:
        return light_geometry(shape)
    except ValidationError as error:
        raise PlacesFileError([f"{code}: {' '.join(error.messages)}"]) from error
