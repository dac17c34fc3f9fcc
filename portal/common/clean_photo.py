"""A room of its own for opening photos: `python clean_photo.py SOURCE TARGET [SOURCE TARGET …]`.

Whatever a photo was made to do, it does here: with little memory, little time and nothing to
steal. Each source is answered by one line of JSON: its new size, or a word for its refusal.

With `--blur RECTANGLES` in front, a list in JSON, nothing is left to see inside of these.
"""

import contextlib
import json
import resource
import sys
import time
import warnings
from io import BytesIO
from math import ceil

import pillow_heif
from PIL import Image, ImageCms, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
MAX_PIXELS = 50_000_000
MAX_SIDE = 1600
QUALITY = 82
TILES = 4  # At most as many each way in a rectangle: no face, plate or word can be read from them.
SMALLEST_TILE = 12  # Pixels.
MEMORY = 1536 * 1024 * 1024  # What fifty transparent megapixels need, and a little more.
SECONDS_EACH = 10
PLAIN_MODES = {"RGB", "L", "CMYK"}


def main(paths: list[str]) -> None:
    """Clean one photo after another, answering each before the next is opened."""
    rectangles = json.loads(paths[1]) if paths[:1] == ["--blur"] else []
    paths = paths[2:] if rectangles else paths
    limit(resource.RLIMIT_AS, MEMORY)
    limit(resource.RLIMIT_CORE, 0)
    prepare()
    for source, target in zip(paths[::2], paths[1::2], strict=True):
        limit(resource.RLIMIT_CPU, int(time.process_time()) + SECONDS_EACH)
        print(json.dumps(answer(source, target, rectangles)), flush=True)  # noqa: T201


def limit(kind: int, amount: int) -> None:
    """Lower one of this process's limits; a ceiling set from outside stays."""
    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:
        amount = min(amount, ceiling)
    with contextlib.suppress(ValueError):  # macOS does not know a limit on memory.
        resource.setrlimit(kind, (amount, ceiling))


def prepare() -> None:
    """Teach Pillow about HEIC, and to look at the size before it decodes anything."""
    pillow_heif.register_heif_opener(thumbnails=False)
    pillow_heif.options.DECODE_THREADS = 1  # Every thread would reserve memory of its own.
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2  # Here Pillow warns; at twice as much it refuses.
    warnings.simplefilter("ignore")


def answer(source: str, target: str, rectangles: list[list[float]]) -> dict[str, str | int]:
    """Clean one photo into `target`; a photo that fails in any way at all is refused."""
    try:
        with Image.open(source, formats=FORMATS) as photo:
            clean = cleaned(photo)
        for rectangle in rectangles:
            blur(clean, rectangle)
        clean.save(target, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    except Image.DecompressionBombError:
        return {"refused": "too_many_pixels"}
    except Exception:
        return {"refused": "unreadable"}
    return {"width": clean.width, "height": clean.height}


def cleaned(photo: Image.Image) -> Image.Image:
    """The first picture of a photo: small enough, upright, in sRGB, carrying nothing else."""
    profile = photo.info.get("icc_profile")
    if photo.has_transparency_data:
        photo = photo.convert("RGBA")
    elif photo.mode not in PLAIN_MODES:
        photo = photo.convert("RGB")
    photo.thumbnail((MAX_SIDE, MAX_SIDE))
    with contextlib.suppress(Exception):  # A muddled note about which way is up spoils no photo.
        photo = ImageOps.exif_transpose(photo)

    clean = Image.new("RGB", photo.size, "white")
    alpha = photo.getchannel("A") if photo.mode == "RGBA" else None
    clean.paste(in_srgb(photo.convert("RGB") if alpha else photo, profile), mask=alpha)
    return clean


def blur(picture: Image.Image, rectangle: list[float]) -> None:
    """A few tiles of even colour where something stood; what they do not say is gone for good."""
    box = pixels(picture.size, rectangle)
    width, height = box[2] - box[0], box[3] - box[1]
    few = tuple(min(TILES, max(1, side // SMALLEST_TILE)) for side in (width, height))
    tiles = picture.crop(box).resize(few, Image.Resampling.BOX)
    picture.paste(tiles.resize((width, height), Image.Resampling.NEAREST), box)


def pixels(size: tuple[int, int], rectangle: list[float]) -> tuple[int, int, int, int]:
    """A rectangle in per cent as pixels of this picture: rather one more than one too few."""
    left, top, wide, high = rectangle
    width, height = size
    x, y = min(int(left * width / 100), width - 1), min(int(top * height / 100), height - 1)
    right = min(width, max(x + 1, ceil((left + wide) * width / 100)))
    bottom = min(height, max(y + 1, ceil((top + high) * height / 100)))
    return x, y, right, bottom


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The same colours as every screen understands them; a broken profile is passed over."""
    plain = picture.convert("RGB")
    if not profile:
        return plain
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, target, outputMode="RGB") or plain
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return plain


if __name__ == "__main__":
    main(sys.argv[1:])
