"""Old HTML becomes blocks, and nothing that is script reaches a reader."""

import json

import pytest

from cms.models import ArticlePage
from cms.moving.body import Body
from cms.moving.html import Links
from cms.moving.old import OldPicture

ADDRESS = "http://www.cu.soctrang.vn/2019/05/den/"
GALLERY = {"7": OldPicture("/7.jpg", "Bảy"), "8": OldPicture("/8.jpg", "", "Tám")}


def blocks_of(html: str) -> list[tuple]:
    """The blocks, where every picture is found, by the length of its address."""
    body = Body("Đèn đường", Links(ADDRESS), lambda old: len(old.url), GALLERY)
    return [(block["type"], block["value"]) for block in body.read(html)]


def text_of(html: str) -> str:
    [(kind, text)] = blocks_of(html)
    assert kind == "paragraph"
    return text


def test_paragraphs_and_lists_that_follow_each_other_are_one_text():
    html = "<!-- wp:paragraph --><p class='x'>Một <strong>hai</strong></p><!-- /wp:paragraph -->"
    html += "<ul style='color:red'><li>ba</li><li><p>bốn</p></li></ul>"
    said = text_of(html).replace("\n", "")
    assert said == "<p>Một <strong>hai</strong></p><ul><li>ba</li><li> bốn </li></ul>"


def test_old_editors_wrote_paragraphs_with_empty_lines():
    assert text_of("Một\nhai\n\n<b>Ba</b> & bốn") == "<p>Một<br/>hai</p><p><b>Ba</b> &amp; bốn</p>"


def test_headings_begin_with_a_section():
    html = "<h3>Một</h3><p>a</p><h4>Hai</h4><h2>Ba</h2><h1></h1>"
    kinds = [kind for kind, _value in blocks_of(html)]
    assert kinds == ["heading", "paragraph", "subheading", "heading"]


def test_quotes_keep_whose_words_they_are():
    html = "<blockquote><p>Việc nhỏ.</p><cite>Bà Lan</cite></blockquote>"
    assert blocks_of(html) == [("quote", {"text": "Việc nhỏ.", "attribution": "Bà Lan"})]
    assert blocks_of(f"<blockquote>{'dài ' * 300}</blockquote>")[0][0] == "paragraph"


def test_pictures_stand_where_they_stood():
    html = (
        "<p>Trước <a href='/x.jpg'><img src='data:x' data-src='/ab.jpg' alt='Đèn'></a> sau</p>"
        '[caption id="a" width="300"]<img src="/c.jpg" /> Chợ nổi. Ảnh: Thạch Na[/caption]'
    )
    [before, picture, after, captioned] = blocks_of(html)
    assert (before[0], after[0]) == ("paragraph", "paragraph")
    assert picture == ("image", {"image": 7, "decorative": False, "alt": "Đèn", "caption": ""})
    assert captioned[1] == {
        "image": 6,
        "decorative": True,
        "alt": "",
        "caption": "Chợ nổi.",
    }


def test_galleries_of_both_kinds():
    figures = "<figure><img src='/1.jpg'></figure><figure><img src='/2.jpg'></figure>"
    for html in ('[gallery columns="2" ids="7, 8,9"]', f"<figure>{figures}</figure>"):
        [(kind, value)] = blocks_of(html)
        assert kind == "gallery"
        assert len(value["pictures"]) == 2
        assert all(one["alt"] for one in value["pictures"])


def test_tables_of_words_become_tables():
    html = (
        "<table><caption>Hồ sơ</caption><tr><th>Tháng</th><th></th></tr>"
        "<tr><td>1</td><td>20</td></tr></table>"
    )
    [(kind, value)] = blocks_of(html)
    assert kind == "table"
    assert value["table"]["caption"] == "Hồ sơ"
    assert [one["heading"] for one in value["table"]["columns"]] == ["Tháng", "Cột 2"]
    assert value["table"]["rows"] == [{"values": ["1", "20"]}]
    wide = f"<table><tr>{'<td>x</td>' * 9}</tr><tr>{'<td>y</td>' * 9}</tr></table>"
    assert "x · x" in text_of(wide)


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src='//www.youtube.com/embed/aqz-KE-bpKQ?rel=0'></iframe>",
        "<p>\nhttps://www.youtube.com/watch?v=aqz-KE-bpKQ\n</p>",
        "[embed]http://youtu.be/aqz-KE-bpKQ[/embed]",
        "<figure><div class='wp-block-embed__wrapper'>\nhttps://youtu.be/aqz-KE-bpKQ\n</div></figure>",
    ],
)
def test_films_we_know_play_here(html):
    [(kind, value)] = blocks_of(html)
    assert kind == "embed"
    assert value["title"] == "Đèn đường"
    assert value["url"].startswith("https://")


def test_of_other_frames_a_link_remains():
    assert 'href="https://kenh.example/1"' in text_of(
        "<iframe src='http://kenh.example/1'></iframe>"
    )


def test_links_within_the_old_site_lead_to_the_same_path_on_ours():
    html = (
        "<p><a href='http://cu.soctrang.vn/?p=7'>a</a> <a href='../cho/'>b</a>"
        " <a href='https://vneid.gov.vn/'>c</a> <a href='#muc'>d</a></p>"
    )
    said = text_of(html)
    for href in ("/?p=7", "/2019/05/cho/", "https://vneid.gov.vn/"):
        assert f'href="{href}"' in said
    assert said.count("<a ") == 3


WICKED = [
    "<script>alert(1)</script>",
    "<p onclick='alert(1)'>a<script src=//x></script></p>",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a data-linktype='page' data-id='1' href='javascript:alert(1)'>a</a>",
    "<embed embedtype='media' url='javascript:alert(1)'/>",
    "<table><tr><td><script>alert(1)</script>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    "<h2><img src=x onerror=alert(1)>a</h2>",
    "<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<<script>script>alert(1)<</script>/script>",
    "<style>@import 'javascript:alert(1)'</style><p style='background:url(javascript:x)'>a</p>",
    "<!--><script>alert(1)</script>--><p>a</p>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    '[caption]<img src="x" onerror="alert(1)"> <script>alert(1)</script>[/caption]',
]


@pytest.mark.django_db
@pytest.mark.parametrize("html", WICKED)
def test_nothing_that_is_script_reaches_a_reader(html):
    page = ArticlePage(title="Đèn")
    body = Body("Đèn", Links(ADDRESS), lambda old: None, {})
    page.body = json.dumps(body.read(html))
    drawn = page.body.render_as_block() if len(page.body) else ""
    for word in ("<script", "javascript:", "onerror", "onclick", "data:text", "srcdoc"):
        assert word not in drawn.lower()
