"""Several officers who sit at the real web server and take steps by the API, all at once."""

import random
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from threading import Barrier

import requests
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from tests.web import PATIENCE, Web

EIGHT = 8
NOTE = "Đã kiểm tra."
TOKEN = "a" * 32

# What each of them would like to do with every report, in this order.
WISHES = [
    {"step": "start"},
    {"step": "ask", "note": NOTE},
    {"step": "resume", "note": NOTE},
    {"step": "resolve", "note": NOTE},
    {"step": "reopen", "note": NOTE},
]


@dataclass(frozen=True)
class Officer:
    pk: int
    session: str

    def take(self, web: Web, reference: str, wish: dict[str, str]) -> int:
        """The status with which the server answers."""
        answer = requests.post(
            f"{web.address}/api/v1/desk/reports/{reference}/steps/",
            json=wish,
            headers={"X-CSRFToken": TOKEN, "Referer": web.address},
            cookies={settings.SESSION_COOKIE_NAME: self.session, "csrftoken": TOKEN},
            timeout=PATIENCE,
        )
        return answer.status_code


@dataclass(frozen=True)
class Answer:
    reference: str
    step: str
    by: int
    status: int


def colleagues(number: int, agency) -> list[Officer]:
    """So many officers who handle reports there, each signed in."""
    from portal.accounts.actions import join  # noqa: PLC0415 — benches set up first.
    from portal.accounts.roles import Role  # noqa: PLC0415
    from tests.people import person  # noqa: PLC0415

    found = []
    for one in range(number):
        officer = person(f"officer-{one}@example.vn", f"Cán bộ {one}")
        join(officer, agency, Role.REPORT_HANDLER)
        found.append(Officer(officer.pk, session_of(officer)))
    return found


def session_of(user) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def at_once(web: Web, officers: Sequence[Officer], reports) -> list[Answer]:
    """Everybody goes through the same reports in an order of her own, and they begin together."""
    ready = Barrier(len(officers))

    def work(officer: Officer) -> list[Answer]:
        order = random.Random(officer.pk).sample(list(reports), len(reports))
        ready.wait()
        return [
            Answer(
                report.reference,
                wish["step"],
                officer.pk,
                officer.take(web, report.reference, wish),
            )
            for report in order
            for wish in WISHES
        ]

    with ThreadPoolExecutor(len(officers)) as room:
        return [answer for answers in room.map(work, officers) for answer in answers]


def what_went_wrong(reports, answers: Sequence[Answer]) -> list[str]:
    """Acknowledged steps that are not there, steps there that nobody was told of, and disorder."""
    from services.reports import history  # noqa: PLC0415 — benches set up first.
    from services.reports.models import Report  # noqa: PLC0415
    from services.reports.workflow import STEPS  # noqa: PLC0415

    told = Counter(
        (answer.reference, answer.step, answer.by) for answer in answers if answer.status == 200
    )
    there: Counter = Counter()
    wrong = []
    for report in Report.objects.filter(pk__in=[report.pk for report in reports]):
        state = "received"
        events = list(report.events.order_by("pk"))
        for event in events:
            there[report.reference, event.step, event.by_id] += 1
            if state not in STEPS[event.step].sources:
                wrong.append(f"{report}: {event.step} from {state}")
            state = event.state
        wrong += [f"{report}: {one.why}" for one in history.breaks(report, events)]
        if report.state != state:
            wrong.append(f"{report}: is {report.state}, and its history says {state}")
    return wrong + [
        f"{lost} × {number}" for lost, number in ((told - there) + (there - told)).items()
    ]
