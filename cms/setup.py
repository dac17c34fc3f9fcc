"""The first site: home, news, the pages every portal owes, and the people who may write in it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Page, Site

from cms.models import (
    AlbumIndexPage,
    BasePage,
    ConsultationIndexPage,
    ContactIndexPage,
    EventIndexPage,
    FilmIndexPage,
    FormIndexPage,
    HomePage,
    LegalDocumentIndexPage,
    LifeEventIndexPage,
    NewsIndexPage,
    ProgrammeIndexPage,
    QuestionIndexPage,
    StandardPage,
    Topic,
    TopicIndexPage,
)
from cms.newsroom import open_newsroom
from cms.reading import read
from cms.translating import make_translations

NAME = "Sóc Trăng Số"
ListFacts = tuple[type[BasePage], str, str, str]
LISTS: list[ListFacts] = [
    (NewsIndexPage, "Tin tức", "tin-tuc", ""),
    (
        LegalDocumentIndexPage,
        "Văn bản",
        "van-ban",
        "Nghị quyết, quyết định, kế hoạch và văn bản khác: nội dung, hiệu lực, văn bản liên quan.",
    ),
    (
        EventIndexPage,
        "Sự kiện",
        "su-kien",
        "Lớp hướng dẫn, buổi tiếp dân, ngày hội số: khi nào, ở đâu, ai tổ chức.",
    ),
    (
        ConsultationIndexPage,
        "Góp ý dự thảo",
        "gop-y-du-thao",
        "Trước khi ban hành, cơ quan hỏi ý kiến bạn. Góp ý nào cũng được đọc và trả lời chung.",
    ),
    (
        FormIndexPage,
        "Khảo sát, đăng ký",
        "khao-sat",
        "Cơ quan hỏi ý kiến, mở lớp, nhận đăng ký: trả lời trong vài phút, không cần tài khoản.",
    ),
    (
        QuestionIndexPage,
        "Hỏi đáp",
        "hoi-dap",
        "Điều người dân hay hỏi, và câu trả lời của cơ quan phụ trách.",
    ),
    (
        ContactIndexPage,
        "Liên hệ cơ quan",
        "lien-he-co-quan",
        "Cơ quan nào, ở đâu, mở cửa lúc nào, gặp ai. Không biết gặp ai thì bạn gọi 1022.",
    ),
    (
        LifeEventIndexPage,
        "Cẩm nang",
        "cam-nang",
        "Sinh con, cưới hỏi, mua nhà, mở quán: việc gì làm trước, giấy tờ nào, hỏi ai.",
    ),
    (
        ProgrammeIndexPage,
        "Chương trình, nghị quyết",
        "chuong-trinh",
        "Đặt ra mục tiêu gì, làm tới đâu, số liệu ngày nào: ai cũng kiểm tra được.",
    ),
    (
        TopicIndexPage,
        "Chủ đề",
        "chu-de",
        "Mọi tin, bài và hướng dẫn, xếp theo điều bạn quan tâm.",
    ),
    (
        AlbumIndexPage,
        "Thư viện ảnh",
        "thu-vien-anh",
        "Ảnh ngày hội, buổi họp dân, lớp học. Ảnh nào cũng có lời tả cho người không nhìn thấy.",
    ),
    (
        FilmIndexPage,
        "Phim",
        "phim",
        "Phim ngắn chỉ cách làm. Phim nào cũng có phụ đề, có lời để đọc khi không tiện nghe.",
    ),
]


@transaction.atomic
def load_site() -> HomePage:
    """Make sure that the site stands; run again, it changes nothing but its address."""
    name_roots()
    home = HomePage.objects.in_first_language().first() or make_home()
    point_site_at(home)
    make_lists(home)
    make_topics()
    make_pages(home)
    open_newsroom(home)
    make_translations(home, [kind for kind, *_words in LISTS])
    return home


def name_roots() -> None:
    """Give what Wagtail calls "Root" a Vietnamese name."""
    rename(Page.get_first_root_node(), title="Mọi trang", draft_title="Mọi trang")
    rename(Collection.get_first_root_node(), name="Kho chung")


def rename(root: Page | Collection, **names: str) -> None:
    for name, value in names.items():
        setattr(root, name, value)
    root.save(update_fields=list(names))


def make_home() -> HomePage:
    """The front door, in place of Wagtail's welcome."""
    root = Page.get_first_root_node()
    home = publish(root, HomePage(title=NAME, slug="trang-chu"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    for welcome in root.get_children().exact_type(Page):
        welcome.delete()
    return home


def make_lists(home: HomePage, lists: list[ListFacts] = LISTS) -> None:
    """The lists below which each kind of page stands; what editors made of them stays."""
    for kind, title, slug, introduction in lists:
        if not kind.objects.exists():
            publish(home, kind(title=title, slug=slug, introduction=introduction))


def make_topics() -> None:
    """What the newsroom begins with, once: what it made of that stays."""
    if not Topic.objects.exists():
        for position, topic in enumerate(read("topics.json")):
            Topic.objects.create(position=position, **topic)


def make_pages(home: HomePage) -> None:
    """The pages to which the foot of every page leads; what editors made of them stays."""
    there = set(home.get_children().values_list("slug", flat=True))
    for page in read("pages.json"):
        if page["slug"] not in there:
            body = [(block["type"], block["value"]) for block in page.pop("body")]
            publish(home, StandardPage(**page, body=body))


def point_site_at(home: HomePage) -> None:
    """One site, at the address this portal has on this machine."""
    address = urlsplit(settings.SITE_URL)
    facts = {
        "hostname": address.hostname,
        "port": address.port or {"http": 80, "https": 443}[address.scheme],
        "root_page": home,
        "site_name": NAME,
    }
    Site.objects.update_or_create(is_default_site=True, defaults=facts)


def publish(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
