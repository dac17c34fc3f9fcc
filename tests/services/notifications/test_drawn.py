"""A letter drawn from its plain words: addresses become links of the words they belong to."""

import pytest

from services.notifications.channels.drawn import Line, draw, paragraphs


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Chào bạn,", [Line("Chào bạn,")]),
        ("• Chợ số\nhttps://a.vn/1/", [Line("Chợ số", "https://a.vn/1/", is_one_of_many=True)]),
        ("Đọc tất cả: https://a.vn/", [Line("Đọc tất cả", "https://a.vn/")]),
        ("https://a.vn/", [Line("", "https://a.vn/")]),
        ("Xem https://a.vn/ nhé", [Line("Xem https://a.vn/ nhé")]),
        (
            "Một: https://a.vn/\nhttps://b.vn/",
            [Line("Một", "https://a.vn/"), Line("", "https://b.vn/")],
        ),
    ],
)
def test_an_address_belongs_to_the_words_before_it(text, lines):
    assert paragraphs(text) == [lines]


def test_words_stay_words():
    page = draw("<b>Chợ</b>\njavascript:alert(1)", subject="</title>", language="vi")
    assert "&lt;b&gt;Chợ&lt;/b&gt;<br>javascript:alert(1)" in page
    assert "<title>&lt;/title&gt;</title>" in page
    assert "href" not in page


def test_an_address_cannot_leave_its_quotes():
    page = draw('Xem: https://a.vn/"onclick="x', subject="Tin", language="vi")
    assert 'href="https://a.vn/&quot;onclick=&quot;x"' in page
