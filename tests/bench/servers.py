"""Real servers for benches: started, asked over one connection each, and stopped."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from time import clock_gettime, perf_counter

from portal.management.ports import answers
from tests.waiting import until

WHO_ASKS = "Accept-Encoding: gzip, br\r\nConnection: keep-alive"


class Server:
    """One gunicorn worker with one WSGI application, as a portal has several."""

    def __init__(self, application: str, **env: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        options = f"--bind 127.0.0.1:{self.port} --workers 1 --threads 4 --worker-class gthread"
        quiet = "--no-control-socket --log-level warning --graceful-timeout 1 --keep-alive 30"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options.split(), *quiet.split(), application],
            env=os.environ | env,
        )

    def __enter__(self) -> "Server":
        until(lambda: answers(self.port) or self.process.poll() is not None)
        self.connect()
        return self

    def __exit__(self, *exception) -> None:
        self.line.close()
        self.process.terminate()
        self.process.wait()

    def connect(self) -> None:
        self.line = socket.create_connection(("127.0.0.1", self.port))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, address: str) -> bytes:
        """The whole answer to one request, which must be a good one."""
        request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n{WHO_ASKS}\r\n\r\n"
        self.line.sendall(request.encode())
        answer = self.line.recv(65536)
        if not answer:  # It was idle for too long.
            self.line.close()
            self.connect()
            self.line.sendall(request.encode())
            answer = self.line.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += self.line.recv(65536)
        return body

    def rate(self, address: str, seconds: float) -> float:
        """Requests in a second, one after the other."""
        count, start = 0, perf_counter()
        while (passed := perf_counter() - start) < seconds:
            self.ask(address)
            count += 1
        return count / passed

    def cpu(self, address: str, requests: int) -> float:
        """Milliseconds of this server's own work for one request."""
        before = self.worked()
        for _number in range(requests):
            self.ask(address)
        return (self.worked() - before) * 1000 / requests

    def worked(self) -> float:
        """Seconds of processor time that its workers have used."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(clock_gettime(clock_of(int(child))) for child in children)


def clock_of(pid: int) -> int:
    """The clock of a process's work, as Linux numbers it (`clock_getcpuclockid`): to the
    nanosecond, where /proc counts hundredths of a second.
    """
    return ~pid << 3 | 2
