"""An article as its old home tells of it."""

import hashlib
import re
from dataclasses import astuple, dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from cms.moving.html import text_of

CREDIT = re.compile(r"(?:Nguồn ảnh|Ảnh|Photo)\s*:\s*[^.;()]{2,120}", re.IGNORECASE)


class Unfit(Exception):
    """Why this one cannot move in, in words."""


@dataclass
class OldPicture:
    """A picture of the old site: where it is, and what was said of it."""

    url: str
    alt: str = ""
    caption: str = ""

    @property
    def credit(self) -> str:
        """Who took it, where the caption tells; our pictures keep that themselves."""
        found = CREDIT.search(text_of(self.caption))
        return found[0].strip() if found else ""

    @property
    def words(self) -> str:
        """What the caption says besides."""
        return CREDIT.sub("", text_of(self.caption)).strip(" -–—()")


@dataclass
class Old:
    """Everything worth taking along."""

    key: str
    title: str
    html: str
    address: str = ""
    more_addresses: list[str] = field(default_factory=list)
    summary: str = ""
    slug: str = ""
    written_at: datetime | None = None
    changed_at: datetime | None = None
    is_published: bool = True
    topics: list[str] = field(default_factory=list)
    picture: OldPicture | None = None
    gallery: dict[str, OldPicture] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(astuple(self)).encode("utf-8", "replace")).hexdigest()

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def introduction(self) -> str:
        return text_of(self.summary)
