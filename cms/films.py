"""Films in parts: a phone asks for the piece it is about to play, and some play nothing else."""

import re
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse

KINDS = {"video/mp4", "video/webm"}
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
PIECE = 64 * 1024


def part_of(document, asked: str) -> HttpResponse | None:
    """The bytes that a Range header asks for; none where the whole file is the answer."""
    wanted = RANGE.fullmatch(asked)
    if wanted is None or document.content_type not in KINDS:
        return None
    size = document.file.size
    start, last = int(wanted[1]), min(int(wanted[2] or size), size - 1)
    if start > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(last - start + 1),
        "Content-Range": f"bytes {start}-{last}/{size}",
        "Content-Security-Policy": "default-src 'none'",
    }
    pieces = read(document, start, last - start + 1)
    return StreamingHttpResponse(
        pieces, status=206, content_type=document.content_type, headers=headers
    )


def read(document, start: int, left: int) -> Iterator[bytes]:
    with document.file.storage.open(document.file.name) as film:
        film.seek(start)
        while left > 0 and (piece := film.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
