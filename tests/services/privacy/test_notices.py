"""Every form that takes personal data says what becomes of it, above its button."""

import re
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from services.reports.workflow import State
from tests.services.privacy.conftest import sign_in
from tests.services.reports.factories import ReportFactory

# What a field is called when it asks for something personal.
PERSONAL = re.compile(
    "name|full_name|email|phone|contact_.*|holder_.*|submitter_.*|words|note|address|personal_id"
)
NOTICE = "data-privacy-notice"
STAFF, API = "/quan-tri/", "/api/"

# Forms whose fields sound personal and are not, or only serve to find what is here already.
EXEMPT = {
    "account_login": "Signs in by an address we know.",
    "account_reset_password": "Finds the account by an address we know.",
    "mfa_add_webauthn": "Names a key, not a person.",
}


class Forms(HTMLParser):
    """The forms of a page that send something: what each asks, and whether a notice is in sight."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[set[str]] = []
        self.is_open = self.is_noticed = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form" and facts.get("method", "get").lower() == "post":
            self.forms.append(set())
            self.is_open = True
        if NOTICE in facts:
            self.is_noticed = True
        if self.is_open and tag in {"input", "textarea"} and facts.get("type") != "hidden":
            self.forms[-1].add(facts.get("name") or "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_open = False

    @property
    def asks(self) -> set[str]:
        return {name for form in self.forms for name in form if PERSONAL.fullmatch(name)}


def named_routes(patterns=None, space: str = "") -> list[str]:
    """Every route of the site by its name."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += named_routes(pattern.url_patterns, inside)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.append(f"{space}{pattern.name}")
    return found


def addresses() -> dict[str, str]:
    """The routes outside the offices and the API that need nothing to be opened."""
    found = {}
    for name in named_routes():
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if not address.startswith((STAFF, API)):
            found[name] = address
    return found


@pytest.fixture
def site(lamps, db):
    call_command("load_site", verbosity=0)


@pytest.fixture
def lamps(soc_trang, soc_trang_office) -> None:
    """What the form of reports needs."""


def without_notice(client) -> dict[str, set[str]]:
    """Pages that ask for something personal and say nothing of what becomes of it."""
    missing = {}
    for name, address in addresses().items():
        response = client.get(address)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        page = Forms(response.content.decode())
        if page.asks and not page.is_noticed and name not in EXEMPT:
            missing[name] = page.asks
    return missing


def test_strangers_are_told_at_each_form(client, site):
    assert without_notice(client) == {}


def test_residents_are_told_at_each_form(client, site, lan):
    sign_in(client, lan)
    assert without_notice(client) == {}


def test_the_walk_meets_the_forms_it_is_about(client, site, lan):
    """Were the walk to miss them, it could not fail."""
    assert {"reports:submit", "account_signup", "privacy:ask"} <= set(addresses())
    assert "contact_email" in Forms(client.get("/phan-anh/gui/").content.decode()).asks
    sign_in(client, lan)
    assert "words" in Forms(client.get(reverse("privacy:ask")).content.decode()).asks


def test_whoever_answers_an_officer_is_told(client, lan):
    report = ReportFactory(state=State.WAITING, reporter=lan)
    client.force_login(lan)
    page = Forms(client.get(report.get_absolute_url()).content.decode())
    assert "note" in page.asks
    assert page.is_noticed


def test_the_officer_at_the_counter_is_told_what_to_say(client, tam):
    client.force_login(tam)
    page = Forms(client.get("/quan-tri/ho-so/dang-ky/").content.decode())
    assert "holder_id_number" in page.asks
    assert page.is_noticed


def test_each_notice_leads_to_the_whole_of_it(client, site):
    html = client.get("/phan-anh/gui/").content.decode()
    assert 'href="/quyen-rieng-tu/"' in html
    assert client.get("/quyen-rieng-tu/").status_code == 200
