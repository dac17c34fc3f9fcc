"""Exports as old sites write them."""

from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Trang cũ</title><link>http://cu.soctrang.vn</link><wp:wxr_version>1.2</wp:wxr_version>
"""
FOOT = "</channel></rss>"
OLD = "http://cu.soctrang.vn"


def post(number: int = 1, html: str = "<p>Bà con rất vui.</p>", **facts: str) -> str:
    """An article as WordPress writes it; facts replace what it says of itself."""
    told = {
        "title": f"Đèn đường số {number}",
        "link": f"{OLD}/2019/05/den-duong-{number}/",
        "guid": f"{OLD}/?p={number}",
        "excerpt:encoded": "Đèn sáng rồi.",
        "wp:post_id": str(number),
        "wp:post_date": "2019-05-02 08:30:00",
        "wp:post_date_gmt": "2019-05-02 01:30:00",
        "wp:post_name": f"den-duong-{number}",
        "wp:status": "publish",
        "wp:post_type": "post",
    } | facts
    topic = told.pop("topic", "Chuyển đổi số")
    thumbnail = told.pop("thumbnail", "")
    inside = "".join(f"<{name}>{escape(words)}</{name}>" for name, words in told.items())
    inside += f'<category domain="category" nicename="x"><![CDATA[{topic}]]></category>'
    inside += f"<content:encoded><![CDATA[{html}]]></content:encoded>"
    if thumbnail:
        inside += meta("_thumbnail_id", thumbnail)
    return f"<item>{inside}</item>"


def meta(key: str, value: str) -> str:
    value = f"<wp:meta_value>{escape(value)}</wp:meta_value>"
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>{value}</wp:postmeta>"


def attachment(number: int, url: str, alt: str = "", caption: str = "") -> str:
    return (
        f"<item><title>Hình</title><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_type>attachment</wp:post_type><wp:attachment_url>{url}</wp:attachment_url>"
        f"<excerpt:encoded>{caption}</excerpt:encoded>"
        f"{meta('_wp_attachment_image_alt', alt)}</item>"
    )


def wxr(folder: Path, *items: str, name: str = "cu.xml") -> Path:
    file = folder / name
    file.write_text(HEAD + "".join(items) + FOOT, encoding="utf-8")
    return file
