"""`manage.py serve`, with real processes: everything it starts, it stops."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from portal.management.commands.serve import SIGN_INS
from portal.management.demo.people import PEOPLE
from portal.management.ports import answers, refuse_port
from tests.waiting import until
from tests.worker import OUTSIDE, database_url

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Reads /proc.")


class Serving:
    """A portal started from a terminal of its own."""

    def __init__(self, folder: Path, port: int):
        self.port = port
        self.output = folder / "output"
        env = {
            "PORT": str(port),
            "DATABASE_URL": database_url(),
            "EMAIL_URL": f"filemail:///{folder / 'letters'}",
        }
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--no-color"],
                cwd=settings.BASE_DIR,
                env=os.environ | OUTSIDE | env,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text()

    def is_ready(self) -> bool:
        return "Ctrl-C" in self.said()

    def family(self) -> list[int]:
        """Every process it started, and what those started."""
        return descendants(self.process.pid)


EVERYBODY = 4  # The web server, its two workers, and the background worker.


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [one for child in map(int, children) for one in (child, *descendants(child))]


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serving(transactional_db, tmp_path, free_port) -> Iterator[Serving]:
    portal = Serving(tmp_path, free_port)
    until(lambda: portal.is_ready() or portal.process.poll() is not None, seconds=60)
    assert portal.is_ready(), portal.said()
    until(lambda: len(portal.family()) >= EVERYBODY)
    family = portal.family()
    yield portal
    portal.process.kill()
    portal.process.wait()
    until(lambda: not any(map(lives, family)))


def test_it_says_where_everything_is(serving):
    said = serving.said()
    assert answers(serving.port)
    assert f"http://127.0.0.1:{serving.port}/quan-tri/" in said
    assert "resident@demo.example" in said
    assert settings.DEMO_PASSWORD in said
    assert "người dân" in said
    assert str(serving.output.parent / "letters") in said
    stops_everything(serving, signal.SIGINT)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
def test_it_stops_everything_it_started(serving, stop):
    stops_everything(serving, stop)


def stops_everything(serving: Serving, stop: signal.Signals) -> None:
    family = serving.family()
    serving.process.send_signal(stop)
    assert serving.process.wait(30) == 0
    assert not any(map(lives, family))
    assert not answers(serving.port)


def test_nothing_outlives_it_when_it_is_killed(serving):
    family = serving.family()
    serving.process.kill()
    until(lambda: not any(map(lives, family)), seconds=30)


def test_when_one_part_dies_it_says_so_and_stops_the_other(serving):
    family = serving.family()
    [worker] = [pid for pid in family if "manage.py work" in command_of(pid)]
    os.kill(worker, signal.SIGKILL)
    assert serving.process.wait(30) == 1
    assert "“worker”" in serving.said()
    assert not any(map(lives, family))


def test_a_taken_port_is_one_sentence_before_anything_starts(free_port):
    with socket.create_server(("127.0.0.1", free_port)):
        refused = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=os.environ | OUTSIDE | {"PORT": str(free_port)},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert (refused.returncode, refused.stdout) == (1, "")
    [sentence] = refused.stderr.splitlines()
    assert f"Cổng {free_port} đang bận" in sentence
    assert re.search(r"PORT=\d+ make demo", sentence)


@pytest.mark.parametrize("port", ["tám nghìn", "0", "65536", "-1"])
def test_a_nonsense_port_is_one_sentence(port):
    with pytest.raises(SystemExit, match="PORT phải là số từ 1 đến 65535"):
        refuse_port(port)


def test_everyone_who_may_sign_in_is_introduced():
    assert [f"{name}@demo.example" for name in SIGN_INS] == [email for email, *_ in PEOPLE]
