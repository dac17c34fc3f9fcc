"""What somebody posts straight to the editor's address never reaches a reader as code."""

import json
import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from cms.blocks import BodyBlock
from cms.blocks.links import LinkField, is_link
from cms.frames import frame_of
from cms.models import ArticlePage
from tests.cms.bodies import CODE, every_block
from tests.cms.test_editors import edit, typed
from tests.cms.typing import typed_body
from tests.services.procedures.factories import ProcedureFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db
RUNS = re.compile(r"\s*(javascript|data|vbscript)\s*:", re.IGNORECASE)
CODE_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "//nguoi-la.example/",
    "/\\nguoi-la.example/",
    "\\\\nguoi-la.example",
    "http://nguoi-la.example/",
    "https://ngan-hang.vn@nguoi-la.example/",
    "https://",
    "ftp://a.vn/",
    "tel:javascript",
    "mailto:",
    "a" * 10_000,
]
GOOD_LINKS = [
    "https://soctrang.gov.vn",
    "https://soctrang.gov.vn/tin?x=1#y",
    "/phan-anh/gui/?loai=CS01",
    "/",
    "tel:1022",
    "tel:+842993822333",
    "mailto:lienhe@soctrang.gov.vn",
]


@pytest.fixture
def facts(root, picture, soc_trang_office, article, categories) -> dict:
    return {
        "picture": picture,
        "procedure": ProcedureFactory(birth=True),
        "agency": soc_trang_office,
        "article": article,
    }


@pytest.fixture
def publish(as_person, alone, article):
    """Post a body to the editor's address and publish it."""
    publisher = as_person(alone)
    publisher.raise_request_exception = False

    def posted(body: dict):
        form = typed(title=CODE[:60], slug=article.slug, body=body)
        answer = edit(publisher, article, **form, **{"action-publish": "1"})
        article.refresh_from_db()
        return answer

    return posted


@pytest.fixture
def read(client, article):
    """The page, and each text of the API and the feed that may be taken for HTML."""

    def all_of_it() -> list[str]:
        page = client.get(article.get_url()).content.decode()
        api = client.get(f"/api/v1/news/{article.slug}/").json()["body"]
        feed = ElementTree.fromstring(client.get("/tin-tuc/rss/").content)  # noqa: S314
        return [page, *html_in(api), *[one.text or "" for one in feed.iter("description")]]

    return all_of_it


def html_in(value) -> list[str]:
    """Of what the API tells: rich text as it stands, and addresses as somebody would link them."""
    if isinstance(value, dict):
        links = [one for name, one in value.items() if name.endswith("url") and one]
        return [f'<a href="{link}"></a>' for link in links] + html_in(list(value.values()))
    if isinstance(value, list):
        return [html for one in value for html in html_in(one)]
    return [value] if isinstance(value, str) and value.startswith("<p") else []


def code_in(html: str) -> list[str]:
    """Scripts, handlers and addresses that would run something of a stranger's."""
    page = BeautifulSoup(html, "html.parser")
    run = [one for one in page("script") if one.get("type") != "application/ld+json"]  # No data.
    scripts = [str(one) for one in run if "alert" in str(one)]
    attributes = [(name, str(value)) for tag in page(True) for name, value in tag.attrs.items()]
    handlers = [name for name, _value in attributes if name.startswith("on")]
    return scripts + handlers + [value for _name, value in attributes if RUNS.match(value)]


def assert_harmless(texts: list[str], case: str = "") -> None:
    assert [code for text in texts for code in code_in(text)] == [], case


def test_every_block_can_be_typed_and_published(facts, publish, article):
    answer = publish(typed_body(every_block(**facts)))
    assert answer.status_code == 302
    assert {block.block_type for block in article.body} == set(BodyBlock().child_blocks)


def test_code_in_words_is_words(facts, publish, read, article):
    answer = publish(typed_body(every_block(**facts, words=CODE)))
    assert answer.status_code == 302
    assert len(article.body) > 20
    assert_harmless(read())


@pytest.mark.parametrize("url", CODE_LINKS)
def test_a_link_that_is_none_is_refused(url):
    assert not is_link(url)
    with pytest.raises(ValidationError):
        LinkField(max_length=500).clean(url.replace("\t", "\x00"))


@pytest.mark.parametrize("url", GOOD_LINKS)
def test_a_link_that_is_one_is_taken(url):
    assert LinkField(max_length=500).clean(url) == url


def test_a_button_that_runs_code_is_not_published(publish, read, article):
    for url in CODE_LINKS[:6]:
        with undone():
            publish(typed_body([("action", {"title": "Bấm", "label": "Bấm", "url": url})]))
            assert_harmless(read(), url)
            assert "action" not in {block.block_type for block in article.body}, url


def test_a_stored_link_that_runs_code_leads_nowhere(read, article):
    """As a copy from elsewhere or an old version may hold it."""
    for url in CODE_LINKS[:6]:
        stored = json.dumps(stored_with(url))
        ArticlePage.objects.filter(pk=article.pk).update(body=stored)
        texts = read()
        assert "Bấm" in texts[0], url
        assert_harmless(texts, url)


def stored_with(url: str) -> list[dict]:
    return [
        {"type": "action", "value": {"title": "Bấm", "label": "Bấm", "page": None, "url": url}},
        {"type": "alert", "value": {"tone": "info", "title": "Bấm", "text": "", "url": url}},
        {"type": "embed", "value": {"title": "Phim", "url": url}},
        {"type": "script", "value": "<script>alert(1)</script>"},
    ]


ENTITIES = {
    "LINK": {"url": "javascript:alert(1)"},
    "DOCUMENT": {"id": '1" onmouseover="alert(1)', "url": "javascript:alert(1)"},
    "IMAGE": {"id": "1", "src": "javascript:alert(1)", "alt": '" onmouseover="alert(1)'},
    "EMBED": {"url": "javascript:alert(1)", "html": "<script>alert(1)</script>"},
    "SCRIPT": {"src": "javascript:alert(1)"},
}


def test_rich_text_holds_no_code(publish, read):
    for kind in ENTITIES:
        with undone():
            publish({"count": 1, "0": row("paragraph", json.dumps(state(kind)))})
            assert_harmless(read(), kind)


def state(kind: str) -> dict:
    """What the text editor keeps of a text with one marked word, and of one it never made."""
    entity = {"type": kind, "mutability": "MUTABLE", "data": ENTITIES[kind]}
    return {"blocks": [block_of(CODE)], "entityMap": {"0": entity}}


def block_of(words: str) -> dict:
    return {
        "key": "a",
        "type": "unstyled",
        "depth": 0,
        "text": words,
        "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "BOLD"}],
        "entityRanges": [{"key": 0, "offset": 0, "length": 3}],
    }


def row(kind: str, value) -> dict:
    return {"type": kind, "value": value, "deleted": "", "order": 0, "id": ""}


NONSENSE = {
    "a word for a count": {"count": "abc"},
    "a count of more than there is": {"count": "999999999"},
    "an unknown block": {"count": 1, "0": row("script", "<script>alert(1)</script>")},
    "no kind": {"count": 1, "0": {"value": "a", "deleted": "", "order": 0}},
    "a word for an order": {"count": 1, "0": {**row("heading", "a"), "order": "x"}},
    "a word for a picture": {"count": 1, "0": row("image", {"image": "abc", "alt": "a"})},
    "no such picture": {"count": 1, "0": row("image", {"image": "9" * 30, "alt": "a"})},
    "broken rich text": {"count": 1, "0": row("paragraph", "{nonsense")},
    "bare HTML for rich text": {"count": 1, "0": row("paragraph", "<script>alert(1)</script>")},
    "a list for rich text": {"count": 1, "0": row("paragraph", "[1, 2]")},
    "NUL": {"count": 1, "0": row("heading", "a\x00b")},
    "NUL in rich text": {
        "count": 1,
        "0": row("paragraph", json.dumps(state("LINK") | {"blocks": [block_of("a\x00b")]})),
    },
    "very long": {"count": 1, "0": row("heading", "a" * 200_000)},
    "an unknown column": {
        "count": 1,
        "0": row(
            "table",
            {
                "table": {
                    "caption": "a",
                    "row-count": 0,
                    "column-count": 1,
                    "column": {"0": {"type": "script", "heading": "a", "order": 0, "deleted": ""}},
                }
            },
        ),
    },
    "an unknown tone": {"count": 1, "0": row("alert", {"tone": CODE, "title": "a"})},
    "an unknown topic": {"count": 1, "0": row("news", {"topic": CODE, "count": 3})},
    "endless numbers": {
        "count": 1,
        "0": row("chart", {"title": "a", "kind": "line", "data": {"count": 0}, "unit": "NaN"}),
    },
}


def test_nonsense_is_refused_without_a_fault(publish, read, article):
    before = len(article.body)
    for name, body in NONSENSE.items():
        with undone():
            answer = publish(body)
            assert answer.status_code in {200, 302, 400}, name
            assert_harmless(read(), name)
            assert len(article.body) in {before, 0}, name


@pytest.mark.parametrize(
    "url",
    [
        'https://www.youtube.com/watch?v=aqz-KE-bpKQ" onload="alert(1)',
        "https://www.youtube.com.nguoi-la.example/watch?v=aqz-KE-bpKQ",
        "https://nguoi-la.example/?https://youtu.be/aqz-KE-bpKQ",
        "http://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.facebook.com/nguoi.la/posts/1",
        "https://zalo.me/1",
    ],
)
def test_only_films_of_known_sites_are_shown(url):
    frame = frame_of(url)
    assert frame is None or '"' not in frame.src


def test_the_editor_itself_knows_its_blocks(as_person, linh, article):
    """Every block stands in the form in which one edits a page."""
    page = as_person(linh).get(f"/quan-tri/pages/{article.pk}/edit/").content.decode()
    for name in BodyBlock().child_blocks:
        assert f"&quot;{name}&quot;" in page or f'"{name}"' in page
