"""Pictures as phones send them, and as people with bad intentions do."""

import io

from PIL import Image


def a_photo(width: int = 640, height: int = 480, *, exif: bytes = b"") -> bytes:
    """A JPEG of a dusky street, as a phone would write it."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80, exif=exif)
    return written.getvalue()
