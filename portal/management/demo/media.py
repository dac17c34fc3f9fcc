"""The demonstration's albums and films: drawn, not photographed, and all of it illustration."""

import json
from datetime import timedelta

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from cms.models import AlbumIndexPage, AlbumPage, AlbumPicture, FilmIndexPage, FilmPage, Topic
from portal.accounts.models import User
from portal.common.moments import today
from portal.common.vietnamese import slug
from portal.management.demo import files
from portal.management.demo.guides import publish
from portal.management.demo.words import picture


def make_media(editor: User) -> None:
    rows = json.loads((files.FOLDER / "media.json").read_text(encoding="utf-8"))
    for row in rows["albums"]:
        make_album(row, editor)
    for row in rows["films"]:
        make_film(row, editor)


def make_album(row: dict, editor: User) -> None:
    shown = [
        AlbumPicture(image=picture(name, alt, alt), alt=alt, caption=caption, sort_order=place)
        for place, (name, alt, caption) in enumerate(row["pictures"])
    ]
    page = AlbumPage(entries=shown, taken_on=day_of(row), **facts_of(row))
    publish(AlbumIndexPage.objects.get(), page, editor)


def make_film(row: dict, editor: User) -> None:
    page = FilmPage(
        file=document(row["file"], row["title"]),
        captions=document(row["captions"], f"Phụ đề: {row['title']}"),
        poster=picture(row["poster"], row["title"], ""),
        transcript=row["transcript"],
        filmed_on=day_of(row),
        **facts_of(row),
    )
    publish(FilmIndexPage.objects.get(), page, editor)


def day_of(row: dict):
    return today() - timedelta(days=row["days_ago"])


def facts_of(row: dict) -> dict:
    return {
        "title": row["title"],
        "slug": slug(row["title"].replace("(minh họa)", "")),
        "introduction": row["introduction"],
        "topic": Topic.objects.get(name=row["topic"]),
    }


def document(name: str, title: str):
    """A file of the demonstration among the newsroom's documents."""
    content = (files.FOLDER / "films" / name).read_bytes()
    file = ContentFile(content, name=name)
    made = get_document_model().objects.create(title=title, file=file, file_size=len(content))
    made.get_file_hash()  # By which a browser knows it again.
    return made
