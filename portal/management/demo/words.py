"""The demonstration's pages, news, pictures and alerts."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.core.files.images import ImageFile
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from cms.models import Alert, ArticlePage, HomePage, NewsIndexPage, PortalImage, StandardPage
from cms.models.news import NewsCategory
from portal.accounts.models import User
from portal.accounts.roles import GROUPS, Role
from portal.common.moments import now, travel_to
from portal.management.demo import files

CATEGORIES = {
    "Chuyển đổi số": NewsCategory.DIGITAL,
    "Dịch vụ công": NewsCategory.SERVICES,
    "Đô thị thông minh": NewsCategory.SMART_CITY,
    "Hướng dẫn": NewsCategory.GUIDES,
    "Đời sống số": NewsCategory.LIFE,
}


def make_words(editor: User) -> None:
    """The whole site: home, news, pages, alerts."""
    home = make_home()
    news = home.add_child(
        instance=NewsIndexPage(
            title="Tin tức",
            slug="tin-tuc",
            introduction="Chuyển đổi số và dịch vụ công ở Sóc Trăng, kể bằng lời dễ hiểu.",
        )
    )
    for row in files.read("articles.json"):
        make_article(news, row, editor)
    for row in files.read("pages.json"):
        publish(home, StandardPage(**facts(row)), editor)
    for row in files.read("alerts.json"):
        until = now() + timedelta(days=30)
        Alert.objects.create(
            title=row["title"], text=row["text"], level=row["level"], ends_at=until
        )
    let_groups_edit(home)


def make_home() -> HomePage:
    """The front door, in place of Wagtail's welcome page."""
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Sóc Trăng Số", slug="trang-chu"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "Sóc Trăng Số"},
    )
    return home


def make_article(news: NewsIndexPage, row: dict, editor: User) -> None:
    written = files.ago(row["days_ago"])
    with travel_to(written):
        article = ArticlePage(
            **facts(row),
            category=CATEGORIES[row["category"]],
            published_on=written,
            picture=picture(row["picture"], row["title"], row["picture_alt"]),
            picture_alt=row["picture_alt"],
        )
        publish(news, article, editor)


def publish(parent: Page, page: Page, editor: User) -> None:
    page.owner = editor
    parent.add_child(instance=page)
    page.save_revision(user=editor).publish(user=editor)


def facts(row: dict) -> dict:
    """What articles and pages have in common."""
    return {
        "title": row["title"],
        "slug": row["slug"],
        "introduction": row.get("introduction", ""),
        "body": [(block["type"], block_value(block)) for block in row["body"]],
    }


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


def let_groups_edit(home: HomePage) -> None:
    """Editors write; publishers also publish. Both use pictures."""
    media = Permission.objects.filter(codename__in=["add_image", "choose_image", "change_image"])
    for role, page_rights in {
        Role.EDITOR: ["add_page", "change_page"],
        Role.PUBLISHER: ["add_page", "change_page", "publish_page"],
    }.items():
        group = Group.objects.get(name=GROUPS[role])
        for right in Permission.objects.filter(
            codename__in=page_rights, content_type__app_label="wagtailcore"
        ):
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=right)
        for right in media:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=right
            )
