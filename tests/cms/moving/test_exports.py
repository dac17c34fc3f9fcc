"""Files of old sites are read as they come: whole or damaged, harmless or not."""

import tracemalloc
from datetime import UTC, datetime

from cms.moving.exports import Rotten, read
from tests.cms.moving.exports import FOOT, HEAD, OLD, attachment, post, wxr


def test_an_article_of_wordpress(tmp_path):
    picture = attachment(9, f"{OLD}/wp-content/uploads/a.jpg", "Đèn", "Ảnh: Na")
    [old] = read(wxr(tmp_path, post(thumbnail="9"), picture))
    assert (old.key, old.slug, old.title) == (f"{OLD}/?p=1", "den-duong-1", "Đèn đường số 1")
    assert old.written_at == datetime(2019, 5, 2, 1, 30, tzinfo=UTC)
    assert old.more_addresses == [f"{OLD}/?p=1", f"{OLD}/?p=1"]
    assert old.topics == ["Chuyển đổi số", "x"]
    assert (old.picture.alt, old.picture.caption) == ("Đèn", "Ảnh: Na")


def test_what_is_no_article_is_passed_over(tmp_path):
    others = [post(2, **{"wp:post_type": "page"}), post(3, **{"wp:status": "trash"})]
    drafts = [post(4, **{"wp:status": "draft", "wp:post_date_gmt": "0000-00-00 00:00:00"})]
    [old] = read(wxr(tmp_path, *others, *drafts))
    assert not old.is_published
    assert old.written_at == datetime(2019, 5, 2, 1, 30, tzinfo=UTC)


def test_rotten_ones_stop_nobody(tmp_path):
    file = wxr(tmp_path, post(1, ""), post(2, "Chữ \x0b\x00lạ"))
    rotten, good = read(file)
    assert isinstance(rotten, Rotten)
    assert rotten.title == "Đèn đường số 1"
    assert good.html == "Chữ lạ"


def test_a_damaged_file_is_read_as_far_as_it_goes(tmp_path):
    file = tmp_path / "hong.xml"
    file.write_text(f"{HEAD}{post(1)}<item><title>Đèn & đường</title></item>{FOOT}", "utf-8")
    # Pictures are looked for first, so nothing of it is believed.
    [rotten] = read(file)
    assert "hư" in rotten.reason


def test_a_file_that_would_fill_our_memory_is_refused(tmp_path):
    laughs = (
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    file = tmp_path / "cuoi.xml"
    for inside in ("&b;", "&c;"):
        file.write_text(
            f"{laughs}<rss><channel><item><title>{inside}</title></item></channel></rss>"
        )
        [rotten] = read(file)
        assert isinstance(rotten, Rotten)
        assert "ha" not in rotten.title


def test_rss_with_whole_articles(tmp_path):
    file = tmp_path / "tin.rss"
    file.write_text(
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<item><title>Đèn</title><link>https://cu.vn/den.html</link><description>Ngắn</description>"
        "<content:encoded>&lt;p&gt;Dài&lt;/p&gt;</content:encoded><category>Tin</category>"
        "<pubDate>Thu, 02 May 2019 08:30:00 +0700</pubDate>"
        '<enclosure type="image/jpeg" url="https://cu.vn/a.jpg"/></item>'
        "<item><title>Không chữ</title></item></channel></rss>",
        "utf-8",
    )
    old, rotten = read(file)
    assert (old.key, old.html, old.summary) == ("https://cu.vn/den.html", "<p>Dài</p>", "Ngắn")
    assert old.written_at == datetime(2019, 5, 2, 1, 30, tzinfo=UTC)
    assert old.picture.url == "https://cu.vn/a.jpg"
    assert isinstance(rotten, Rotten)


def test_atom(tmp_path):
    file = tmp_path / "tin.atom"
    file.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Cũ</title><entry><id>urn:1</id>'
        '<title>Đèn</title><link rel="alternate" href="https://cu.vn/1"/><category term="Tin"/>'
        "<published>2019-05-02T08:30:00+07:00</published><content type='xhtml'>"
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>Dài</p></div></content></entry></feed>",
        "utf-8",
    )
    [old] = read(file)
    assert (old.key, old.address, old.topics) == ("urn:1", "https://cu.vn/1", ["Tin"])
    assert "<p>Dài</p>" in old.html


def test_a_large_file_takes_no_more_memory_than_a_small_one(tmp_path):
    long = "<p>" + "Bà con rất vui. " * 400 + "</p>"
    file = wxr(tmp_path, *(post(number, long) for number in range(1_000)))
    tracemalloc.start()
    assert sum(1 for _old in read(file)) == 1_000
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert file.stat().st_size > 8_000_000
    assert peak < 2_000_000


def test_a_crooked_address_stops_nobody(tmp_path):
    crooked = post(2, guid="http://[domain]/?p=2")
    first, second, third = read(wxr(tmp_path, post(1), crooked, post(3)))
    assert isinstance(second, Rotten)
    assert (first.title, third.title) == ("Đèn đường số 1", "Đèn đường số 3")
