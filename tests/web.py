"""A web server as it really runs, which may be killed, and residents who send until answered."""

import os
import signal
import socket
import subprocess
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Barrier

import requests
from django.conf import settings

from portal.management.commands.serve import web as web_command
from portal.management.ports import answers
from tests.waiting import until
from tests.worker import OUTSIDE, database_url

PATIENCE = 900  # Seconds without which something hangs; a report with a photo may die many times.
WORDS = "Đèn đường trước cổng chợ hư ba đêm nay, tối thui."


class Web:
    """The portal's web processes on the test's database, with a folder for files of their own."""

    def __init__(self, media: Path) -> None:
        self.media = media
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        env = {
            "DATABASE_URL": database_url(),
            "MEDIA_ROOT": str(self.media),
            "STAFF_SECOND_FACTOR": "false",  # Each story's officers would show theirs.
            "TRUSTED_PROXIES": "127.0.0.1",  # Each resident comes from an address of her own.
        }
        self.process = subprocess.Popen(
            web_command(str(self.port)),
            cwd=settings.BASE_DIR,
            env=os.environ | OUTSIDE | env,
            process_group=0,
        )
        until(lambda: answers(self.port), seconds=PATIENCE)

    def kill(self) -> None:
        """The master and its workers at once, in the middle of whatever they do."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Receipt:
    """What a resident was told: from now on she relies on it."""

    reference: str
    claim_code: str


@dataclass(frozen=True)
class Letter:
    """A report as somebody sends it, again and again under one key until it is acknowledged."""

    facts: dict[str, str]
    photos: Sequence[bytes] = ()
    key: str = field(default_factory=lambda: str(uuid.uuid4()))

    def send(self, web: Web) -> Receipt:
        heard: list[Receipt] = []
        until(partial(self.try_once, web, heard), seconds=PATIENCE)
        return heard[0]

    def try_once(self, web: Web, heard: list[Receipt]) -> bool:
        """Whether it was acknowledged; a dead or dying server is asked again."""
        try:
            answer = self.post(web)
        except requests.RequestException:
            return False
        if answer.status_code >= 500:
            return False
        assert answer.status_code == 201, answer.text
        told = answer.json()
        heard.append(Receipt(told["reference"], told["claim_code"]))
        return True

    def post(self, web: Web) -> requests.Response:
        files = [("photos", ("IMG_2041.jpg", photo, "image/jpeg")) for photo in self.photos]
        return requests.post(
            f"{web.address}/api/v1/reports/",
            data=self.facts | {"submission_key": self.key},
            files=files or [("", ("", b""))],  # As multipart/form-data, also without photos.
            headers={"X-Forwarded-For": somewhere()},
            timeout=PATIENCE,
        )


def a_letter(number: int, photos: Sequence[bytes] = ()) -> Letter:
    """A report by somebody who sent none before: a day allows only so many."""
    sender = uuid.uuid4().hex[:8]
    facts = {
        "category": "CS01",
        "commune": "31507",
        "description": f"{WORDS} Trụ số {number}.",
        "contact_email": f"nguoi-dan-{sender}@example.vn",
    }
    return Letter(facts, photos)


def somewhere() -> str:
    """An address from which nobody asked before."""
    group = uuid.uuid4().hex
    return f"2001:db8:{group[:4]}:{group[4:8]}::1"


def press_twice(web: Web, letter: Letter) -> tuple[Receipt, Receipt]:
    """Both presses leave together, each by a connection of its own."""
    ready = Barrier(2)

    def press(_time: int) -> Receipt:
        ready.wait()
        return letter.send(web)

    with ThreadPoolExecutor(2) as hands:
        first, second = hands.map(press, range(2))
    return first, second


def send_through_deaths(
    web: Web, letters: Sequence[Letter], *, kills: int, share: int, senders: int
) -> list[Receipt]:
    """Several people send everything, while the server dies and comes again.

    It dies each time once `share` more letters are acknowledged, in the middle of others.
    """
    receipts: dict[int, Receipt] = {}

    def send(number: int) -> None:
        receipts[number] = letters[number].send(web)

    with ThreadPoolExecutor(senders) as people:
        sent = [people.submit(send, number) for number in range(len(letters))]
        for kill in range(1, kills + 1):
            until(lambda enough=kill * share: len(receipts) >= enough, seconds=PATIENCE)
            web.kill()
            web.start()
        for one in sent:
            one.result()
    return [receipts[number] for number in range(len(letters))]


def missing_of(receipt: Receipt, photos: int, media: Path) -> list[str]:
    """What of an acknowledged report is not there, or not whole."""
    from services.notifications.models import Message  # noqa: PLC0415 — benches set up first.
    from services.reports.models import Report  # noqa: PLC0415

    report = Report.objects.filter(reference=receipt.reference).first()
    if report is None:
        return ["report"]
    files = [media / photo.image.name for photo in report.photos.all()]
    whole = {
        "code": report.is_claimed_by(receipt.claim_code),
        "event": [event.step for event in report.events.all()] == ["submit"],
        "message": Message.objects.filter(matter=report.reference).count() == 1,
        "photos": len(files) == photos,
        "files": all(is_whole(file) for file in files),
    }
    return [name for name, is_there in whole.items() if not is_there]


def is_whole(file: Path) -> bool:
    """Whether a picture lies there from its first bytes to its last."""
    content = file.read_bytes() if file.exists() else b""
    return content.startswith(b"\xff\xd8") and content.endswith(b"\xff\xd9")
