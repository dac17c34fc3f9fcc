"""A copy of everything we hold of one person: for machines (JSON) and for reading (HTML)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import User
from portal.common.dates import show_moment
from portal.common.moments import now
from services.privacy.registry import HOLDINGS, Holding, Row

JSON_NAME, HTML_NAME = "du-lieu-cua-toi.json", "du-lieu-cua-toi.html"
ZIP_NAME = "du-lieu-cua-toi.zip"


@dataclass(frozen=True)
class Section:
    holding: Holding
    rows: list[Row]

    @property
    def told(self) -> Iterator[list[dict[str, str]]]:
        """Each row as a list of what and how, empty things left out."""
        for row in self.rows:
            yield [
                {"label": str(label), "value": in_words(row[name])}
                for name, label in self.holding.columns.items()
                if row.get(name) not in (None, "", [])
            ]


def size_of(user: User) -> int:
    """How many rows a copy would have."""
    return sum(holding.count(user) for holding in HOLDINGS.values())


def zipped(user: User) -> bytes:
    """The copy as one file, in the person's language."""
    packed = BytesIO()
    with override(user.language), ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        sections = [Section(holding, list(holding.rows(user))) for holding in HOLDINGS.values()]
        archive.writestr(JSON_NAME, as_json(sections))
        archive.writestr(HTML_NAME, as_html(sections))
    return packed.getvalue()


def as_json(sections: list[Section]) -> str:
    data = {section.holding.name: section.rows for section in sections}
    made = {"made_at": now(), "data": data}
    return json.dumps(made, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_html(sections: list[Section]) -> str:
    return render_to_string("privacy/export.html", {"sections": sections, "made_at": now()})


def in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return show_moment(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return str(value)
