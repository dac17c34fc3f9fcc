"""Processes that live and die together, and with whoever started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 5.0  # Seconds a child has to finish what it is doing.
PR_SET_PDEATHSIG = 1

libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class ChildDied(Exception):
    """A child ended by itself; says which."""


class Stopped(Exception):
    """Somebody asked us to stop."""


def die_with(parent: int) -> None:
    """Runs in the child: have the kernel end us when our parent ends, however it ends."""
    if libc is not None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


class Children:
    """Starts processes inside `with`, watches them, and leaves none behind."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env
        self.processes: dict[str, subprocess.Popen] = {}
        self.news: SimpleQueue[int] = SimpleQueue()  # Unlike an Event, safe in a signal handler.

    def __enter__(self) -> "Children":
        for number in (*STOP_SIGNALS, signal.SIGCHLD):
            under_nohup = number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN
            if not under_nohup:  # There, a closed terminal is no reason to stop.
                signal.signal(number, self.hear)
        return self

    def __exit__(self, *exception) -> None:
        deadline = time.monotonic() + GRACE
        for process in self.processes.values():
            tell(process, signal.SIGTERM)
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            tell(process, signal.SIGKILL)  # Also what a child may have left behind.
            process.wait()

    def hear(self, number: int, frame: object) -> None:
        self.news.put(number)

    def start(self, name: str, command: list[str]) -> None:
        """Start a child in a process group of its own, so Ctrl-C reaches it through us alone."""
        parent = os.getpid()
        self.processes[name] = subprocess.Popen(  # noqa: S603
            command,
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=lambda: die_with(parent),
        )

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for something the children bring about."""
        while not condition():
            self.listen(timeout=0.1)

    def watch(self) -> None:
        """Wait until told to stop, or until a child dies."""
        while True:
            self.listen()

    def listen(self, timeout: float | None = None) -> None:
        """Wait for a signal; raises when it is the end."""
        with suppress(Empty):
            if self.news.get(timeout=timeout) in STOP_SIGNALS:
                raise Stopped
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise ChildDied(name)


def tell(process: subprocess.Popen, number: int) -> None:
    """Send a signal to a child and to everything it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
