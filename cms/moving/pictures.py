"""Pictures that move in: from a folder or from the old site, cleaned like uploads, once each."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from cms.models import PortalImage
from cms.moving.old import OldPicture
from portal.common.outside import Trouble, Unheard, ask
from portal.common.uploads import MAX_MEGABYTES, clean_photo

LARGEST = MAX_MEGABYTES * 1024 * 1024
SECONDS = 30
UPLOADS = "/uploads/"  # Below this WordPress keeps its files, and so does a copy of the folder.
SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)")


@dataclass
class Pictures:
    """Finds the pictures of the old site; remembers what it found, and what it did not."""

    folder: Path | None = None
    may_fetch: bool = True
    private: bool = False
    known: dict[str, int | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # For the article whose turn it is.
    stored: list[PortalImage] = field(default_factory=list)

    @contextmanager
    def of_one_article(self) -> Iterator[None]:
        """Where that article stays behind, so do its pictures: neither files nor memory of them."""
        self.notes, self.asked, self.stored = [], [], []
        try:
            yield
        except BaseException:
            for url in self.asked:
                del self.known[url]
            for image in self.stored:
                image.file.delete(save=False)
            raise

    def take_in(self, old: OldPicture, base: str = "") -> int | None:
        """The picture as it stands here now; none, with a note, where it cannot be had."""
        url = urljoin(base, old.url)
        if url not in self.known:
            self.known[url] = self.bring(url, old)
            self.asked.append(url)
        return self.known[url]

    def bring(self, url: str, old: OldPicture) -> int | None:
        try:
            content = self.content_at(url)
            clean = clean_photo(SimpleUploadedFile("picture", content))
        except Unheard:
            self.notes.append(_("Picture not found: %(url)s") % {"url": url})
            return None
        except ValidationError as refusal:
            said = _("Picture %(url)s: %(reason)s")
            self.notes.append(said % {"url": url, "reason": " ".join(refusal.messages)})
            return None
        return self.store(clean.content, url, old).pk

    def content_at(self, url: str) -> bytes:
        """Whole where there is a whole one, else in the size that the article showed."""
        addresses = list(dict.fromkeys([SIZE.sub("", url), url]))
        for address in addresses:
            file = self.local(address)
            if file:
                return file.read_bytes()
        if not self.may_fetch:
            raise Unheard(Trouble.ADDRESS)
        return next(self.fetched(addresses))

    def local(self, url: str) -> Path | None:
        """The file in our copy of the folder, and never one outside it."""
        if self.folder is None:
            return None
        path = unquote(urlsplit(url).path)
        below = path.partition(UPLOADS)[2] or path.lstrip("/")
        for name in (below, PurePosixPath(path).name):
            file = (self.folder / name).resolve()
            is_inside = file.is_relative_to(self.folder.resolve())
            if is_inside and file.is_file() and file.stat().st_size <= LARGEST:
                return file
        return None

    def store(self, content, url: str, old: OldPicture) -> PortalImage:
        """One row for the same picture, however often and wherever it stood."""
        name = PurePosixPath(unquote(urlsplit(url).path)).stem
        title = (old.alt or name.replace("-", " ").replace("_", " ") or content.name)[:255]
        image = PortalImage(title=title, file=content, credit=old.credit)
        image._set_image_file_metadata()
        same = PortalImage.objects.filter(file_hash=image.file_hash).order_by("pk").first()
        if same:
            return same
        image.save()
        self.stored.append(image)
        return image

    def fetched(self, addresses: list[str]) -> Iterator[bytes]:
        for address in addresses:
            try:
                heard = ask(address, seconds=SECONDS, most=LARGEST, private=self.private)
            except Unheard:
                continue
            if heard.status == 200:
                yield heard.body
        raise Unheard(Trouble.SILENT)
