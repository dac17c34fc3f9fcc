"""Pictures as phones send them, and as people with bad intentions do."""

import io
import struct
import zlib

from PIL import Image


def a_photo(width: int = 640, height: int = 480, *, exif: bytes = b"") -> bytes:
    """A JPEG of a dusky street, as a phone would write it."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80, exif=exif)
    return written.getvalue()


def with_gps() -> bytes:
    """A photo in whose margin the phone wrote where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Điện thoại của Lan"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (9.0, 36.0, 10.4)
    place[3], place[4] = "E", (105.0, 58.0, 26.0)
    return a_photo(exif=exif.tobytes())


def huge_png(side: int = 13_000) -> bytes:
    """169 million pixels in some twenty kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 2) * side), 9)
    parts = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
