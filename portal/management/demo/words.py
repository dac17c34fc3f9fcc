"""The demonstration's news and pictures."""

from django.core.files.images import ImageFile

from cms.models import ArticlePage, NewsIndexPage, PortalImage, Topic
from cms.setup import load_site
from portal.accounts.models import User
from portal.common.moments import travel_to
from portal.management.demo import files
from portal.places.models import Commune


def make_words(editor: User) -> None:
    """The site as it begins, and then its news."""
    load_site()
    news = NewsIndexPage.objects.in_first_language().get()
    news.introduction = "Chuyển đổi số và dịch vụ công ở Sóc Trăng, kể bằng lời dễ hiểu."
    news.save_revision(user=editor).publish()
    for row in files.read("articles.json"):
        make_article(news, row, editor)


def make_article(news: NewsIndexPage, row: dict, editor: User) -> None:
    written = files.ago(row["days_ago"])
    with travel_to(written):
        article = ArticlePage(
            title=row["title"],
            slug=row["slug"],
            introduction=row["introduction"],
            body=[(block["type"], block_value(block)) for block in row["body"]],
            topic=Topic.objects.get(name=row["category"]),
            published_on=written,
            picture=picture(row["picture"], row["title"], row["picture_alt"]),
            picture_alt=row["picture_alt"],
            communes=Commune.objects.filter(code__in=row.get("communes", [])),
        )
        article.owner = editor
        news.add_child(instance=article)
        article.save_revision(user=editor).publish()


def block_value(block: dict):
    """A block of the data file as the StreamField wants it."""
    if block["type"] == "quote":
        return {"text": block["text"], "attribution": block.get("attribution", "")}
    if block["type"] == "image":
        image = picture(block["picture"], block.get("caption", ""), block["alt"])
        return {"image": image, "alt": block["alt"], "caption": block.get("caption", "")}
    return block["value"]


def picture(name: str, title: str, alt: str) -> PortalImage:
    """The picture of this file, stored once however often it is used."""
    found = PortalImage.objects.filter(file__contains=name.rsplit(".", 1)[0]).first()
    if found:
        return found
    with (files.FOLDER / "pictures" / name).open("rb") as drawing:
        return PortalImage.objects.create(
            title=title[:255] or name,
            description=alt,
            credit="Tranh minh họa: Sóc Trăng Số",
            file=ImageFile(drawing, name=name),
        )
