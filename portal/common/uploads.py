"""What a photo may be: known by its content, small enough, and stored without what it hides."""

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_PHOTOS = 5
MAX_MEGABYTES = 10
MAX_PIXELS_IN_MILLIONS = 50
PATIENCE = 20  # Seconds for all photos of one form.
CLEANING_ROOM = Path(__file__).with_name("clean_photo.py")
BARE = {"MALLOC_ARENA_MAX": "1"}  # No secrets; and memory is asked for in one place.
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1"}

Job = tuple[Path, Path]  # Where a photo lies, and where its clean copy goes.
Answer = dict[str, Any]
Rectangle = Sequence[float]  # Left, top, width, height: in per cent of the photo.

REFUSALS = {
    "too_big": gettext_lazy(
        "This photo is larger than %(megabytes)s MB. Choose a smaller one, or take it again at a "
        "lower resolution."
    ),
    "too_many_pixels": gettext_lazy(
        "This photo has more than %(pixels)s million pixels. Choose a smaller one, or take it "
        "again at a lower resolution."
    ),
    "not_a_photo": gettext_lazy("This file is not a photo. Choose a JPG, PNG, WebP or HEIC photo."),
    "too_many": gettext_lazy("Send at most %(photos)s photos."),
    "unreadable": gettext_lazy("This photo cannot be opened. Take it again or choose another."),
}
FACTS = {"photos": MAX_PHOTOS, "megabytes": MAX_MEGABYTES, "pixels": MAX_PIXELS_IN_MILLIONS}


@dataclass(frozen=True)
class CleanPhoto:
    """A photo as it may be stored: a JPEG in sRGB, upright, under a name that says nothing."""

    content: ContentFile
    width: int
    height: int


def clean_photo(uploaded: UploadedFile) -> CleanPhoto:
    """The photo without its secrets; a sentence saying what to do when it cannot be had."""
    (outcome,) = _outcomes([uploaded])
    if isinstance(outcome, CleanPhoto):
        return outcome
    raise _refusal(outcome)


def clean_photos(uploads: Sequence[UploadedFile]) -> list[CleanPhoto]:
    """A few photos without their secrets, or a sentence for each that cannot be had."""
    if len(uploads) > MAX_PHOTOS:
        raise _refusal("too_many")
    outcomes = _outcomes(uploads)
    refused = [
        ValidationError(
            _("Photo %(number)s: %(reason)s"),
            code=outcome,
            params={"number": number, "reason": REFUSALS[outcome] % FACTS},
        )
        for number, outcome in enumerate(outcomes, start=1)
        if isinstance(outcome, str)
    ]
    if refused:
        raise ValidationError(refused)
    return [outcome for outcome in outcomes if isinstance(outcome, CleanPhoto)]


def blurred(photo: UploadedFile | ContentFile, rectangles: Sequence[Rectangle]) -> CleanPhoto:
    """A copy of a photo in which nothing is left to see inside these rectangles, in per cent.

    Raises ValidationError with a sentence when the photo cannot be opened.
    """
    with TemporaryDirectory(prefix="photos-") as folder:
        job = _job(photo, Path(folder, "0"))
        answers = _in_a_room([job], PATIENCE, "--blur", json.dumps(rectangles))
        outcome = _result(answers[0], job[1]) if answers else "unreadable"
    if isinstance(outcome, CleanPhoto):
        return outcome
    raise _refusal(outcome)


def _refusal(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code, params=FACTS)


def _outcomes(uploads: Sequence[UploadedFile]) -> list[CleanPhoto | str]:
    """For each upload the clean photo, or the word for why it was refused."""
    refusals = [_refused_at_sight(uploaded) for uploaded in uploads]
    hopeful = [one for one, refusal in zip(uploads, refusals, strict=True) if not refusal]
    results = iter(_cleaned(hopeful))
    return [refusal or next(results) for refusal in refusals]


def _refused_at_sight(uploaded: UploadedFile) -> str | None:
    """Why an upload is not even opened. Its name and declared type are not asked: both may lie."""
    if (uploaded.size or 0) > MAX_MEGABYTES * 1024 * 1024:
        return "too_big"
    uploaded.seek(0)
    return None if _looks_like_a_photo(uploaded.read(12)) else "not_a_photo"


def _looks_like_a_photo(start: bytes) -> bool:
    return (
        start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (start.startswith(b"RIFF") and start.endswith(b"WEBP"))
        or (start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS)
    )


def _cleaned(uploads: Sequence[UploadedFile]) -> list[CleanPhoto | str]:
    """What became of the uploads that looked like photos."""
    with TemporaryDirectory(prefix="photos-") as folder:
        jobs = [_job(uploaded, Path(folder, str(n))) for n, uploaded in enumerate(uploads)]
        answers = _answers(jobs)
        return [_result(one, target) for one, (_, target) in zip(answers, jobs, strict=True)]


def _job(uploaded: UploadedFile | ContentFile, source: Path) -> Job:
    """Lay an upload down where it can be cleaned."""
    with source.open("wb") as file:
        file.writelines(uploaded.chunks())
    return source, source.with_suffix(".jpg")


def _answers(jobs: Sequence[Job]) -> list[Answer]:
    """One answer for each job. A photo that breaks the room is refused; the rest get a new room."""
    answers: list[Answer] = []
    deadline = time.monotonic() + PATIENCE
    while len(answers) < len(jobs):
        answers += _in_a_room(jobs[len(answers) :], deadline - time.monotonic())
        if len(answers) < len(jobs):
            answers.append({"refused": "unreadable"})
    return answers


def _in_a_room(jobs: Sequence[Job], seconds: float, *wishes: str) -> list[Answer]:
    """The answers a cleaning room gave before it finished, broke or ran out of time."""
    paths = [str(path) for job in jobs for path in job]
    command = [sys.executable, "-I", str(CLEANING_ROOM), *wishes, *paths]
    try:
        done = subprocess.run(command, env=BARE, stdout=PIPE, stderr=DEVNULL, timeout=seconds)  # noqa: S603
        said = done.stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    return [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith(b"\n")]


def _result(answer: Answer, photo: Path) -> CleanPhoto | str:
    if "refused" in answer:
        return answer["refused"]
    content = ContentFile(photo.read_bytes(), name=f"{uuid.uuid4().hex}.jpg")
    return CleanPhoto(content, answer["width"], answer["height"])
