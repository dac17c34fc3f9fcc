"""An article from its first word to its end, by editors who read only Vietnamese.

Rinh writes, Linh asks for changes and approves. No screen says an English word: not in its text,
its tooltips, its dialogs, nor in what scripts draw, though the browser itself is English.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from cms.models import ArticlePage
from tests.cms.conftest import linh, new_picture, newsroom, rinh  # noqa: F401
from tests.hearing import Ears
from tests.pictures import a_photo

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 900}
ADMIN = "/quan-tri/"
OPTION = ".w-combobox__option:visible"
WORDS = ".public-DraftEditor-content"
OTHER_SCREENS = {
    "the tree": "pages/{news}/",
    "its history": "pages/{page}/history/",
    "its approvals": "pages/{page}/workflow_history/",
    "copying": "pages/{page}/copy/",
    "pictures": "images/",
    "new pictures": "images/add/",
    "documents": "documents/",
    "new documents": "documents/multiple/add/",
    "one's account": "account/",
    "searching": "pages/search/?q=den",
}
SCREENS_OF_LINH = {
    "withdrawing": "pages/{page}/unpublish/",
    "moving": "pages/{page}/move/",
    "deleting": "pages/{page}/delete/",
    "what waits": "reports/workflow_tasks/",
    "all approvals": "reports/workflow/",
    "what was done": "reports/site-history/",
    "what is old": "reports/aging-pages/",
    "what is locked": "reports/locked/",
    "topics": "snippets/cms/topic/",
}


@pytest.fixture
def at_desk(open_phone, settings):
    """`at_desk(rinh)`: her browser, and the ears that follow it."""
    settings.STAFF_SECOND_FACTOR = False

    def opened(person) -> Ears:
        page = open_phone(viewport=DESK)
        ears = Ears(page)
        page.goto(f"/tai-khoan/dang-nhap/?next={ADMIN}")
        page.fill("input[name=login]", person.email)
        page.fill("input[name=password]", "soctrang-demo")
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(f"**{ADMIN}")
        visited(ears, "home")
        return ears

    return opened


def visited(ears: Ears, screen: str) -> Page:
    ears.page.wait_for_load_state("load")
    ears.hear(screen)
    return ears.page


def visit(ears: Ears, screen: str, address: str) -> Page:
    ears.page.goto(f"{ADMIN}{address}")
    return visited(ears, screen)


def add_every_block(ears: Ears) -> None:
    page = ears.page
    page.locator(".c-sf-add-button:visible").last.click()
    expect(page.locator(OPTION).first).to_be_visible()
    kinds = page.locator(OPTION).count()
    ears.hear("kinds of blocks")
    for kind in range(kinds):
        if kind:
            page.locator(".c-sf-add-button:visible").last.click()
        page.locator(OPTION).nth(kind).click()
        expect(page.locator(OPTION)).to_have_count(0)
    ears.hear("every block")


def make_a_link(ears: Ears) -> None:
    """Every way there is to link a word."""
    page = ears.page
    words = page.locator(WORDS).first
    words.click()
    words.press_sequentially("Bà con mừng")
    words.press("Control+a")
    for button in page.locator(".Draftail-ToolbarButton:visible").all():
        button.hover()
    ears.hear("the toolbar")
    words.press("Control+k")
    ways = page.locator(".modal .link-types a")
    expect(ways.first).to_be_visible()
    for way in ways.all_inner_texts():
        page.locator(".modal .link-types").get_by_text(way, exact=True).click()
        expect(page.locator(".modal .link-types b")).to_have_text(way)
        ears.hear(f"a link: {way}")
    page.locator(".modal button.close").click()
    expect(page.locator(".modal")).to_have_count(0)


def upload_a_picture(ears: Ears) -> None:
    page = ears.page
    page.get_by_role("button", name=re.compile("Chọn hình ảnh")).first.click()
    expect(page.locator(".modal-body")).to_be_visible()
    ears.hear("choosing a picture")
    page.locator(".modal").get_by_role("tab").nth(1).click()
    photo = {"name": "den.jpg", "mimeType": "image/jpeg", "buffer": a_photo(800)}
    page.locator(".modal input[type=file]").set_input_files(photo)
    expect(page.locator(".modal input[name$=title]")).not_to_have_value(
        ""
    )  # Filled in by a script.
    ears.hear("uploading a picture")
    page.locator(".modal button[type=submit]:visible").last.click()
    expect(page.locator(".modal")).to_have_count(0)
    ears.hear("a picture is chosen")


def choose_a_topic(ears: Ears) -> None:
    page = ears.page
    page.locator("#id_topic-chooser [data-chooser-action-choose]:visible").click()
    choice = page.locator(".modal [data-chooser-modal-choice]").first
    expect(choice).to_be_visible()
    ears.hear("choosing a topic")
    choice.click()
    expect(page.locator(".modal")).to_have_count(0)


def open_each_side(ears: Ears) -> None:
    """What is kept beside the words: state, preview, checks, comments."""
    page = ears.page
    for side in page.locator("[data-side-panel-toggle]:visible").all():
        name = side.get_attribute("data-side-panel-toggle")
        side.click()
        expect(page.locator(f"[data-side-panel={name}]")).to_be_visible()
        if name == "preview":
            sizes = page.locator(".w-preview__size-button:visible").all()
            assert len(sizes) >= 3  # A phone, a tablet and a desktop.
            for size in sizes:
                size.click()
        ears.hear(f"beside it: {name}")


def open_each_tab(ears: Ears) -> None:
    page = ears.page
    for tab in page.get_by_role("tab").all():
        if tab.is_visible():
            tab.click()
    page.locator("#id_review_by").click()
    ears.hear("its settings and the calendar")


def save(ears: Ears) -> Page:
    ears.page.keyboard.press("Control+s")
    expect(ears.page).to_have_url(re.compile(r"/pages/\d+/edit/"))
    return visited(ears, "saved")


def test_no_screen_of_rinhs_says_an_english_word(at_desk, news, article, rinh):  # noqa: F811
    new_picture()
    ears = at_desk(rinh)
    visit(ears, "kinds of pages", f"pages/{news.pk}/add_subpage/")
    page = visit(ears, "a new article", f"pages/add/cms/articlepage/{news.pk}/")
    page.fill("#id_title", "Đèn đường phường Một sáng lại")
    add_every_block(ears)
    make_a_link(ears)
    upload_a_picture(ears)
    open_each_side(ears)
    open_each_tab(ears)
    for screen, address in OTHER_SCREENS.items():
        visit(ears, screen, address.format(news=news.pk, page=article.pk))
    assert ears.english == {}
    assert len(ears.screens) >= 25


def test_nor_does_one_on_the_way_to_the_readers(at_desk, news, rinh, linh):  # noqa: F811
    ears = at_desk(rinh)
    page = visit(ears, "a new article", f"pages/add/cms/articlepage/{news.pk}/")
    page.fill("#id_title", "Đèn đường phường Một sáng lại")
    page.locator(".c-sf-add-button:visible").last.click()
    page.locator(OPTION).first.click()
    page.locator("#body-0-value").fill("Ai đã sửa")
    page = save(ears)
    comment(ears)
    choose_a_topic(ears)
    press(page, "action-submit")
    visited(ears, "sent for approval")

    written = ArticlePage.objects.get(slug="den-duong-phuong-mot-sang-lai")
    desk = at_desk(linh)
    page = visit(desk, "what Rinh wrote", f"pages/{written.pk}/edit/")
    act(page, "reject")
    page.locator(".modal textarea").fill("Thêm ảnh")
    desk.hear("asking for changes")
    page.locator(".modal button[type=submit]").click()
    expect(page.locator(".messages")).to_be_visible()
    visited(desk, "changes are asked for")

    page = visit(ears, "mending", f"pages/{written.pk}/edit/")
    page.fill("#id_introduction", "Cả phường mừng.")
    press(page, "action-submit")
    visited(ears, "sent again")

    page = visit(desk, "what Rinh mended", f"pages/{written.pk}/edit/")
    act(page, "approve")
    expect(page.locator(".messages")).to_be_visible()
    visited(desk, "approved")
    first, last = written.revisions.order_by("pk")[0].pk, written.revisions.latest("pk").pk
    visit(desk, "what changed", f"pages/{written.pk}/revisions/compare/{first}...{last}/")
    for screen, address in (OTHER_SCREENS | SCREENS_OF_LINH).items():
        visit(desk, screen, address.format(news=news.pk, page=written.pk))

    assert ArticlePage.objects.get(pk=written.pk).live
    assert ears.english | desk.english == {}


def test_what_rinh_types_is_kept_without_a_press(at_desk, article, rinh):  # noqa: F811
    ears = at_desk(rinh)
    page = visit(ears, "the article", f"pages/{article.pk}/edit/")
    said = "Cả phường mừng, bà con đi chợ đêm."
    page.fill("#id_introduction", "")
    with page.expect_response(lambda it: it.request.method == "POST" and "/edit/" in it.url):
        page.locator("#id_introduction").press_sequentially(said, delay=150)  # As people type.
    ears.hear("kept")
    kept = ArticlePage.objects.get()
    assert kept.get_latest_revision_as_object().introduction == said
    assert kept.introduction == article.introduction  # Readers wait.
    assert ears.english == {}


def comment(ears: Ears) -> None:
    page = ears.page
    page.locator("[data-side-panel-toggle=comments]").click()
    page.locator("[data-comment-add]").first.click(force=True)
    box = page.locator(".comment textarea").first
    box.fill("Xem lại chỗ này")
    ears.hear("writing a comment")
    page.locator(".comment [type=submit]").first.click()
    ears.hear("a comment")


def press(page: Page, name: str) -> None:
    """A button at the foot of the editor, also where it waits in the menu."""
    button = page.locator(f"button[name={name}]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()


def act(page: Page, action: str) -> None:
    button = page.locator(f"button[data-workflow-action-name={action}]").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()
