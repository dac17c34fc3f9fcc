"""Every route of the site × everybody who may come: who gets in, and who does not.

The routes are read from the URL configuration, what they should answer from `table.toml`, and
one thing of each kind stands in `world.py`. Each is asked with GET and with POST; nothing of it
remains. Who is refused is sent to sign in, told so, or told that there is nothing: what matters
is that she does not get in. Who is let in is answered anything but that; nobody meets a fault.

For a new route:

1. add a row to `table.toml`: its name, and the audience that may open it. An audience is a list
   of columns; make a new one when none fits. Where asking and doing differ, write
   `{ GET = "…", POST = "…" }`; a method that the view does not take (405) needs no word.
2. if its address has an argument, say in `samples.py` what stands there: in COMMON by the name of
   the argument, in PARTICULAR by (the beginning of) the name of the route. A thing that no sample
   is yet is made in `world.py`, through the real actions, and belongs to Lan ("owner") or to the
   agency where the officers of the matrix serve; the officer "elsewhere" serves next door.
3. run `pytest tests/permissions -k "row or COLUMN"`; a failure names person, method and route.
"""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from portal.accounts.models import User
from portal.jobs.models import Heartbeat
from tests.permissions.asking import ROUTES, Verdict, ask, come_in, verdict
from tests.permissions.world import ANONYMOUS, COLUMNS, OWNER, build, lay_out

TABLE = tomllib.loads(Path(__file__).with_name("table.toml").read_text(encoding="utf-8"))
AUDIENCES, ROWS = TABLE["audiences"], TABLE["routes"]
METHODS = ("GET", "POST")

# Where Wagtail itself answers a POST without what its own page would send by a fault.
WAGTAILS_FAULTS = {
    "wagtailredirects:process_import",
    "wagtaildocs:create_multiple_from_uploaded_document",
    "wagtailsnippetchoosers_workdays_calendarday:create",
    "wagtailsnippetchoosers_dossiers_dossiercodescheme:create",
    "wagtailsnippetchoosers_cms_alert:create",
    "wagtailsnippetchoosers_cms_topic:create",
    "wagtailsnippetchoosers_search_promotion:create",
    "wagtailsnippetchoosers_search_unansweredquestion:create",
    "wagtailsnippetchoosers_reports_partner:create",
}

AS_IN_PRODUCTION = {
    "STAFF_SECOND_FACTOR": True,
    "STAFF_STEP_UP": True,
    "SESSION_ENGINE": "django.contrib.sessions.backends.db",  # Undone with the rest.
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once for all columns, and gone afterwards."""
    with (
        django_db_blocker.unblock(),
        override_settings(**AS_IN_PRODUCTION),
        translation.override(settings.LANGUAGE_CODE),
        transaction.atomic(),
    ):
        yield build()
        transaction.set_rollback(True)


def test_every_route_has_its_row():
    assert sorted(set(ROUTES) - set(ROWS)) == []


def test_every_row_has_its_route():
    assert sorted(set(ROWS) - set(ROUTES)) == []


def test_every_row_names_an_audience_and_every_audience_is_named():
    named = {audience for key in ROWS for audience in audiences_of(key).values()}
    assert named == set(AUDIENCES)
    assert {column for columns in AUDIENCES.values() for column in columns} == set(COLUMNS)


def audiences_of(key: str) -> dict[str, str]:
    """Who may ask, and who may do."""
    row = ROWS[key]
    return row if isinstance(row, dict) else dict.fromkeys(METHODS, row)


@pytest.mark.parametrize("column", COLUMNS)
def test_each_gets_in_where_the_table_says_and_nowhere_else(world, column):
    Heartbeat.objects.beat("matrix")
    client = come_in(world, column)
    lay_out(world.things["export"])
    wrong = [
        line
        for key in sorted(ROWS.keys() & ROUTES.keys())
        for method in METHODS
        if (line := complaint(world, client, column, method, key))
    ]
    assert not wrong, "\n" + "\n".join(sorted(wrong))


def complaint(world, client, column: str, method: str, key: str) -> str:
    """What is wrong with one answer; nothing, if nothing is."""
    audience = AUDIENCES[audiences_of(key)[method]]
    may = column in audience
    # Drawing takes most of the time: the first and the last who may see a page have it drawn.
    drawn = column in {*audience[:1], *audience[-1:]}
    answer = ask(world, column, client, method, key, drawn=drawn)
    got = verdict(answer)
    if got == Verdict.BROKEN and may and method == "POST" and key in WAGTAILS_FAULTS:
        return ""
    if got in {Verdict.UNUSED, Verdict.OPEN if may else Verdict.CLOSED}:
        return ""
    expected = "to get in" if may else "to be refused"
    there = f" → {answer['Location']}" if answer.has_header("Location") else ""
    return f"{column} {method} {key}: expected {expected}, got {answer.status_code}{there}"


def test_who_only_reads_is_given_no_session(world):
    client = come_in(world, ANONYMOUS)
    given = [
        key
        for key in ROWS.keys() & ROUTES.keys()
        if ANONYMOUS in AUDIENCES[audiences_of(key)["GET"]]
        if settings.SESSION_COOKIE_NAME in ask(world, ANONYMOUS, client, "GET", key).cookies
    ]
    assert given == []


def test_nothing_sets_a_cookie_on_a_reader(world):
    """Only a form that will be sent brings the word by which we know it again."""
    given = [
        key
        for key in ROWS.keys() & ROUTES.keys()
        if ANONYMOUS in AUDIENCES[audiences_of(key)["GET"]]
        if is_given_a_cookie(ask(world, ANONYMOUS, come_in(world, ANONYMOUS), "GET", key))
    ]
    assert given == ["api:docs"]  # Whose page sends forms by a script, to try the API out.


def is_given_a_cookie(answer) -> bool:
    if answer.streaming or not answer.cookies:
        return bool(answer.cookies)
    has_form = b"csrf" in answer.content
    return set(answer.cookies) != {settings.CSRF_COOKIE_NAME} or not has_form


@pytest.mark.parametrize("column", [OWNER, "administrator"])
def test_what_is_shown_to_one_person_stays_in_no_cache(world, column):
    client = come_in(world, column)
    kept = [
        key
        for key in ROWS.keys() & ROUTES.keys()
        if column in AUDIENCES[audiences_of(key)["GET"]]
        if may_be_kept(ask(world, column, client, "GET", key))
    ]
    assert kept == []


def may_be_kept(answer) -> bool:
    """Whether a page may stay in a cache that others share."""
    is_page = answer.get("Content-Type", "").startswith("text/html")
    said = answer.get("Cache-Control", "")
    return is_page and not {"private", "no-store"} & set(said.replace(" ", "").split(","))


def test_english_addresses_answer_as_ours_do(world):
    client = come_in(world, ANONYMOUS)
    for key in ("reports:list", "procedures:list", "tracking:track", "account_login"):
        with translation.override("en"):
            address = reverse(key)
        assert address.startswith("/en/")
        assert client.get(address).status_code == 200
    with translation.override("en"):
        assert client.get(reverse("tracking:mine")).status_code == 302


@pytest.mark.parametrize("column", ["report_handler", "auditor", "editor"])
@pytest.mark.parametrize("action", ["unpublish", "delete", "publish"])
def test_many_pages_at_once_obey_as_one_does(world, column, action):
    """Wagtail opens this page to every officer, and then asks about each thing."""
    client = come_in(world, column)
    before = list(Page.objects.order_by("pk").values_list("pk", "live"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    client.post(f"{address}?id={world.article.pk}&next=/quan-tri/")
    assert list(Page.objects.order_by("pk").values_list("pk", "live")) == before


def test_many_people_at_once_obey_as_one_does(world):
    client = come_in(world, "report_handler")
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    client.post(f"{address}?id={world.people[OWNER].pk}&next=/quan-tri/", {"mark_as_active": ""})
    assert User.objects.get(pk=world.people[OWNER].pk).is_active
