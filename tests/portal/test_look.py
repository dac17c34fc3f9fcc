"""The frame around every page, and how its parts are drawn."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.urls import ResolverMatch
from django.utils.translation import override

from portal.common.forms import LineField, PortalForm
from portal.common.templatetags.look import other_languages

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ICONS = TEMPLATES / "components" / "icons"


class LampForm(PortalForm):
    where = LineField(label="Ở đâu?", help_text="Tên đường là đủ.", max_length=50)
    more = LineField(label="Thêm gì nữa?", max_length=50, required=False)
    kind = forms.ChoiceField(
        label="Loại", choices=[("a", "Đèn"), ("b", "Đường")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="Tôi đã đọc", required=False)


def draw(component: str, **facts) -> str:
    return render_to_string(f"components/{component}.html", facts)


def test_a_field_shows_its_label_its_hint_and_its_error_in_this_order():
    drawn = LampForm({"where": ""})["where"].as_field_group()
    places = [
        drawn.index(words) for words in ("<label", "Tên đường là đủ", "govuk-error", "<input")
    ]
    assert places == sorted(places)


def test_a_hint_and_an_error_are_read_out_with_their_field():
    drawn = LampForm({"where": ""})["where"].as_field_group()
    for name in re.search(r'<input[^>]*aria-describedby="([^"]+)"', drawn)[1].split():
        assert f'id="{name}"' in drawn


def test_only_a_field_that_may_stay_empty_says_so():
    form = LampForm()
    assert "(không bắt buộc)" in form["more"].as_field_group()
    assert "không bắt buộc" not in form["where"].as_field_group()


def test_choices_share_a_legend():
    drawn = LampForm()["kind"].as_field_group()
    assert "<legend" in drawn
    assert drawn.count('type="radio"') == 2


def test_a_box_to_tick_stands_before_its_words():
    drawn = LampForm()["agree"].as_field_group()
    assert drawn.index("<input") < drawn.index("<label")


def test_the_error_summary_leads_to_the_fields():
    drawn = draw("error_summary", form=LampForm({}))
    assert 'href="#id_where"' in drawn
    assert draw("error_summary", form=LampForm()).strip() == ""


def test_pages_of_a_list_keep_its_filters(rf):
    request = rf.get("/phan-anh/", {"commune": "31507", "page": "2"})
    page = Paginator(range(100), 10).page(2)
    drawn = draw("pagination", page_obj=page, request=request)
    assert "commune=31507&amp;page=3" in drawn
    assert 'aria-current="page"' in drawn


def test_a_list_of_one_page_has_no_pages(rf):
    page = Paginator(range(3), 10).page(1)
    assert draw("pagination", page_obj=page, request=rf.get("/")).strip() == ""


def test_a_map_speaks_in_numbers_a_browser_understands():
    dot = {"x": 352.5, "y": 1268.0, "r": 9.5, "name": "Phường Sóc Trăng", "count": 3, "url": "/"}
    drawn = draw("commune_map", dots=[dot], label="Bản đồ")
    assert 'cx="352.5" cy="1268.0" r="9.5"' in drawn


def test_a_map_is_also_a_list():
    dot = {"x": 1, "y": 1, "r": 9, "name": "Xã Nhu Gia", "count": 3, "url": "/phan-anh/"}
    drawn = draw("commune_map", dots=[dot], label="Bản đồ")
    assert "<li><a" in drawn.partition("</svg>")[2]


def test_every_icon_named_in_a_template_is_drawn():
    named = {
        name
        for page in TEMPLATES.rglob("*.html")
        for name in re.findall(r'(?:icon\.html" with name|\bicon)="([\w-]+)"', page.read_text())
    }
    assert named
    assert sorted(name for name in named if not (ICONS / f"{name}.svg").is_file()) == []


@pytest.mark.parametrize("code", [400, 500])
def test_the_pages_for_faults_of_ours_need_nothing(code):
    drawn = render_to_string(f"{code}.html")
    assert "Về trang chủ" in drawn
    assert "portal/css/portal.css" in drawn


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "code"), [("403", 403), ("403_csrf", 403), ("429", 429)])
def test_the_pages_for_refusals_speak_vietnamese(rf, page, code):
    drawn = render_to_string(f"{page}.html", request=rf.get("/"))
    assert f"Lỗi {code}" in drawn
    assert '<html lang="vi">' in drawn


def test_a_page_that_is_not_there_offers_a_search(client, home):
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert 'role="search"' in answer.content.decode().partition("<main")[2]


def test_the_present_way_is_marked(client, home):
    head = client.get("/tra-cuu/").content.decode().partition("<main")[0]
    assert head.count('href="/tra-cuu/" aria-current="page"') == 2  # The bar and the menu.
    assert head.count("aria-current") == 2
    assert 'href="/en/tra-cuu/"' in head


def test_a_page_without_a_twin_leads_to_the_home_of_the_other_language(rf):
    request = rf.get("//khong-co.example/trang/")
    with override("vi"):
        languages = other_languages({"request": request})
    assert [one["code"] for one in languages] == ["en"]
    assert not languages[0]["url"].startswith("//")


@pytest.mark.parametrize(
    ("language", "here", "there"),
    [
        ("vi", "/tin-tuc/?page=2", "/en/tin-tuc/?page=2"),
        ("en", "/en/tin-tuc/?page=2", "/tin-tuc/?page=2"),
        ("en", "/en//khong-co.example/", "/khong-co.example/"),
    ],
)
def test_a_page_of_an_editor_has_its_twin_where_its_address_says(rf, language, here, there):
    request = rf.get(here)
    request.resolver_match = ResolverMatch(None, (), {}, "wagtail_serve")
    with override(language):
        assert [one["url"] for one in other_languages({"request": request})] == [there]


def test_no_page_carries_a_style_or_a_script_of_its_own():
    """The strict policy would refuse them, without a word to whoever wrote them."""
    inline = re.compile(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\s(?:src|type=\"application))")
    written = {str(p.relative_to(TEMPLATES)): p for p in TEMPLATES.rglob("*.html")}
    public = {name: p for name, p in written.items() if not name.startswith("operations/")}
    carrying = [name for name, p in public.items() if inline.search(p.read_text(encoding="utf-8"))]
    # A letter and a file to take home, where no policy reaches.
    assert sorted(carrying) == ["messages/letter.html", "privacy/export.html"]
