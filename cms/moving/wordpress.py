"""Articles of a WordPress export (WXR), which is RSS with more to tell."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cms.moving.feeds import Facts, aware, moment, topic_in
from cms.moving.old import Old, OldPicture, Unfit

POST_TYPE = "wp:post_type"
DRAFTS = {"draft", "pending", "private", "future"}
GONE = {"trash", "auto-draft", "inherit"}
TOPICS = ("category", "post_tag")  # Chosen first by the one, then by the other.


def read(facts: Facts, pictures: dict[str, OldPicture]) -> Old | None:
    """An article; nothing of what is none: pages, menus, pictures, what lies in the bin."""
    status = facts.text("wp:status")
    if facts.text(POST_TYPE) != "post" or status in GONE:
        return None
    html = facts.text("content:encoded")
    if not html:
        raise Unfit(_("It has no words."))
    number, link = facts.text("wp:post_id"), facts.text("link")
    key = facts.text("guid") or link
    if not key:
        raise Unfit(_("It has neither a name nor an address by which one could know it again."))
    return Old(
        key=key,
        title=facts.text("title"),
        html=html,
        address=link or key,
        more_addresses=[address for address in (key, by_number(key or link, number)) if address],
        summary=facts.text("excerpt:encoded"),
        slug=facts.text("wp:post_name"),
        written_at=date_of(facts, "post_date") or moment(facts.text("pubDate")),
        changed_at=date_of(facts, "post_modified"),
        is_published=status not in DRAFTS and not facts.text("wp:post_password"),
        topics=topics_of(facts),
        picture=pictures.get(meta(facts, "_thumbnail_id")),
        gallery=chosen_from(pictures, html),
    )


def by_number(address: str, number: str) -> str:
    """`/?p=123`, by which every article can be asked for."""
    parts = urlsplit(address)
    is_whole = number.isdecimal() and parts.scheme
    return f"{parts.scheme}://{parts.netloc}/?p={number}" if is_whole else ""


def chosen_from(pictures: dict[str, OldPicture], html: str) -> dict[str, OldPicture]:
    """The pictures that galleries of this article may name by number."""
    if "[gallery" not in html:
        return {}
    return {number: one for number, one in pictures.items() if number in html}


def date_of(facts: Facts, name: str) -> datetime | None:
    """In the world's time where the export tells it; drafts have zeros there."""
    for text, is_utc in ((facts.text(f"wp:{name}_gmt"), True), (facts.text(f"wp:{name}"), False)):
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            continue
        return aware(found.replace(tzinfo=UTC) if is_utc else found)
    return None


def topics_of(facts: Facts) -> list[str]:
    """Names and slugs, categories before tags."""
    named = [
        (TOPICS.index(one.get("domain", "")), topic)
        for one in facts.all("category")
        if one.get("domain") in TOPICS
        for topic in (topic_in(one), one.get("nicename") or "")
        if topic
    ]
    return [topic for _place, topic in sorted(named, key=lambda pair: pair[0])]


def meta(facts: Facts, name: str) -> str:
    for one in facts.all("wp:postmeta"):
        inner = Facts(one)
        if inner.text("wp:meta_key") == name:
            return inner.text("wp:meta_value")
    return ""


def picture(facts: Facts) -> OldPicture:
    return OldPicture(
        url=facts.text("wp:attachment_url") or facts.text("guid"),
        alt=meta(facts, "_wp_attachment_image_alt"),
        caption=facts.text("excerpt:encoded"),
    )
