"""A weak signal, and what comes down it: the portal as deployed, seen through a slow line."""

from collections import Counter

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test.testcases import LiveServerThread
from playwright.sync_api import CDPSession, Page

KILOBYTE = 1024
# What Chrome calls “Slow 3G”: two seconds to each answer.
SLOWEST_3G = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 500 * KILOBYTE / 8 * 0.8,
    "uploadThroughput": 500 * KILOBYTE / 8 * 0.8,
}
# What Lighthouse and WebPageTest call so: 400 kilobits a second, and 400 ms to each answer.
SLOW_3G = SLOWEST_3G | {"latency": 400}
BY_THE_WORKER = """Promise.resolve(performance.getEntriesByType('resource')
    .reduce((sum, one) => sum + one.transferSize, 0))"""


@pytest.fixture
def as_deployed(transactional_db, settings, tmp_path):
    """The portal with its files as a deployment serves them: compressed, under lasting names."""
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    compressed = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": compressed}}
    collect("portal/")
    server = LiveServerThread("localhost", lambda application: application)
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.terminate()


def collect(under: str) -> None:
    """What collectstatic does, for our own files only."""
    found = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name.startswith(under):
                found[name] = (storage, name)
                with storage.open(name) as file:
                    staticfiles_storage.save(name, file)
    outcomes = list(staticfiles_storage.post_process(found))
    assert not [outcome for _name, _new, outcome in outcomes if isinstance(outcome, Exception)]


class Line:
    """What comes down the line of one page, as the browser counts it."""

    def __init__(self, cdp: CDPSession, conditions: dict):
        self.kinds: dict[str, str] = {}
        self.bytes: Counter[str] = Counter()  # Of each kind: Document, Stylesheet, Image …
        cdp.on("Network.responseReceived", self.begin)
        cdp.on("Network.loadingFinished", self.end)
        cdp.send("Network.enable")
        cdp.send("Network.emulateNetworkConditions", conditions)

    def begin(self, told: dict) -> None:
        self.kinds[told["requestId"]] = told["type"]

    def end(self, told: dict) -> None:
        kind = self.kinds.get(told["requestId"], "Other")
        self.bytes[kind] += told["encodedDataLength"]

    def kilobytes(self, *, but: str = "") -> float:
        return sum(size for kind, size in self.bytes.items() if kind != but) / KILOBYTE


def by_the_worker(page: Page) -> float:
    """Kilobytes the service worker fetched besides, to have the form without a network."""
    workers = page.context.service_workers
    return sum(worker.evaluate(BY_THE_WORKER) for worker in workers) / KILOBYTE
