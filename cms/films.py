"""Films in parts: a phone asks for the piece it is about to play, and some play nothing else."""

import re

from django.http import HttpResponse

KINDS = {"video/mp4", "video/webm"}
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
LARGEST_PART = 2 * 1024 * 1024  # Of a longer one we send the beginning; the phone asks again.


def part_of(document, asked: str) -> HttpResponse | None:
    """The bytes that a Range header asks for; none where the whole file is the answer."""
    wanted = RANGE.fullmatch(asked)
    if wanted is None or document.content_type not in KINDS:
        return None
    size = document.file.size
    start = int(wanted[1])
    end = min(int(wanted[2] or size) + 1, size, start + LARGEST_PART)
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {start}-{end - 1}/{size}",
        "Content-Security-Policy": "default-src 'none'",
    }
    part = read(document, start, end)
    return HttpResponse(part, status=206, content_type=document.content_type, headers=headers)


def read(document, start: int, end: int) -> bytes:
    with document.file.storage.open(document.file.name) as film:
        film.seek(start)
        return film.read(end - start)
