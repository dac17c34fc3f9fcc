"""What the small scripts add to a page that already works, in a real browser on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pictures import a_photo
from tests.services.reports.filling import fill_up_to
from tests.waiting import until

pytestmark = pytest.mark.browser

HERE = {"latitude": 9.6029, "longitude": 105.9739}
WIDTHS = """Promise.all([...document.querySelector('input[type=file]').files]
    .map(file => createImageBitmap(file).then(picture => picture.width)))"""
DRAFT = "localStorage.getItem('keep:report')"
WORDS = "Đèn đường trước cổng chợ hư ba đêm nay."


@pytest.fixture
def form(open_phone, home, soc_trang, soc_trang_office, phu_loi, categories) -> Page:
    """The form for a report, open on a phone that knows where it is."""
    page = open_phone(geolocation=HERE, permissions=["geolocation"])
    page.goto("/phan-anh/gui/")
    return page


def test_a_commune_is_found_by_typing_without_marks(form):
    fill_up_to(form, "where", words=WORDS)
    form.locator("#id_commune").press_sequentially("soc tr", delay=20)
    expect(form.locator("[role=option]").first).to_contain_text("Phường Sóc Trăng")
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Enter")
    expect(form.locator("#id_commune")).to_have_value("Phường Sóc Trăng")
    expect(form.locator("[role=listbox]")).to_be_hidden()
    assert form.complaints == []


def test_the_phone_says_where_it_is_and_the_nearest_commune_is_offered_not_imposed(form):
    fill_up_to(form, "where", words=WORDS)
    form.get_by_role("button", name="Dùng vị trí của tôi").click()
    expect(form.locator("[data-said]")).to_contain_text("Phường, xã gần nhất: Phường Phú Lợi")
    expect(form.locator("#id_commune")).to_have_value("")
    form.get_by_role("button", name="Chọn nơi này").click()
    expect(form.locator("#id_commune")).to_have_value("Phường Phú Lợi")
    expect(form.locator("#id_lat")).to_have_value("9.602900")
    expect(form.locator("#id_accuracy_m")).to_have_value("0")


def test_a_pin_on_the_map_is_a_place(form):
    fill_up_to(form, "where", words=WORDS)
    form.get_by_role("button", name="Chọn trên bản đồ").click()
    land = form.locator("[data-map-box]")
    expect(land.locator(".leaflet-image-layer")).to_be_visible()
    land.click()
    expect(form.locator("[data-said]")).to_contain_text("Đã ghim vị trí")
    expect(form.locator("#id_lat")).to_have_value(re.compile(r"^9\.\d+$"))
    assert form.complaints == []


def test_photos_are_shown_made_lighter_and_taken_back(form):
    fill_up_to(form, "details", words=WORDS)
    big = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": a_photo(2400, 1800)}
    form.locator("input[type=file]").set_input_files([big, big])
    expect(form.locator(".photos img")).to_have_count(2)
    until(lambda: form.evaluate(WIDTHS) == [1600, 1600])
    form.get_by_role("button", name="Bỏ ảnh 1").click()
    expect(form.locator(".photos img")).to_have_count(1)
    assert form.evaluate(WIDTHS) == [1600]


def test_on_a_phone_the_camera_comes_first(open_phone, home, soc_trang, categories):
    page = open_phone(has_touch=True, is_mobile=True)
    page.goto("/phan-anh/gui/")
    fill_up_to(page, "details", words=WORDS)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Chụp ảnh").click()
    photo = {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    chosen.value.set_files([photo])
    expect(page.locator(".photos img")).to_have_count(1)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Chọn ảnh").click()
    chosen.value.set_files([photo, photo])
    expect(page.locator(".photos img")).to_have_count(3)
    assert page.complaints == []


def test_a_draft_is_kept_without_who_wrote_it(form):
    fill_up_to(form, "who", words=WORDS)
    form.get_by_label("Để lại tên hoặc cách liên lạc").check()
    form.locator("#id_contact_name").fill("Trần Thị Lan")
    form.locator("#id_contact_email").fill("lan@example.vn")
    form.locator("#id_contact_phone").fill("0912 345 678")
    until(lambda: '"named"' in (form.evaluate(DRAFT) or ""))
    draft = form.evaluate(DRAFT)
    assert WORDS in draft
    assert "Lan" not in draft
    assert "lan@" not in draft
    assert "0912" not in draft


def test_a_draft_is_offered_and_taken_up_at_its_step(form):
    fill_up_to(form, "where", words=WORDS)
    form.locator("#id_address").fill("Trước cổng chợ")
    until(lambda: all(told in (form.evaluate(DRAFT) or "") for told in ("cổng chợ", '"where"')))
    form.reload()
    expect(form.locator("#id_description")).to_have_value("")
    form.get_by_role("button", name="Viết tiếp").click()
    expect(form.locator("#id_address")).to_be_visible()
    expect(form.locator("#id_address")).to_have_value("Trước cổng chợ")
    expect(form.locator("#id_description")).to_have_value(WORDS)
    assert form.locator("input[name=category]:checked").input_value() == "CS01"


def test_a_second_press_sends_nothing(form):
    fill_up_to(form, "check", words=WORDS)
    posts = []
    form.on("request", lambda asked: posts.append(asked) if asked.method == "POST" else None)
    form.get_by_role("button", name="Gửi phản ánh").dblclick()
    form.get_by_role("heading", level=1, name="Đã nhận phản ánh của bạn").wait_for()
    assert len(posts) == 1


def test_the_menu_closes_with_escape(open_phone, home):
    page = open_phone()
    page.goto("/")
    page.get_by_text("Danh mục").click()
    expect(page.get_by_role("navigation", name="Danh mục")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Danh mục")).to_be_hidden()


def test_the_menu_opens_without_scripts(open_phone, home):
    page = open_phone(javascript=False)
    page.goto("/")
    page.get_by_text("Danh mục").click()
    expect(page.get_by_role("navigation", name="Danh mục")).to_be_visible()
