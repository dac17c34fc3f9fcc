"""Pages in English beside Vietnamese, and in Vietnamese wherever English is missing."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale, Page

from cms.front import door
from cms.models import ArticlePage, HomePage, NewsIndexPage, Topic
from cms.setup import load_site
from portal.search.find import search
from tests.cms.newsletter.reading import letters_of, published, reader
from tests.cms.pages import a_consultation, a_document, an_event, in_english

pytestmark = pytest.mark.django_db
ALTERNATE = '<link rel="alternate" hreflang="{}" href="http://127.0.0.1:8000{}">'


@pytest.fixture
def english(newsroom) -> Locale:
    """Home and lists in English, as a real portal has them."""
    load_site()
    return Locale.objects.get(language_code="en")


@pytest.fixture
def news(english):
    return NewsIndexPage.objects.in_first_language().get()


def read(client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_translated_page_is_read_in_its_own_words(client, english, article):
    in_english(article, title="It begins with a street lamp")
    page = read(client, f"/en{article.url}")
    assert "<h1>It begins with a street lamp</h1>" in page
    assert "has not been translated" not in page


def test_each_version_names_the_other(client, english, article):
    in_english(article, title="It begins with a street lamp")
    here = article.url
    for path in (here, f"/en{here}"):
        page = read(client, path)
        assert ALTERNATE.format("vi", here) in page
        assert ALTERNATE.format("en", f"/en{here}") in page
        assert ALTERNATE.format("x-default", here) in page


def test_a_page_without_translation_is_shown_as_it_was_written(client, english, article):
    page = read(client, f"/en{article.url}")
    assert f'<h1 lang="vi">{article.title}</h1>' in page
    assert "This page has not been translated yet" in page
    assert "Skip to the content" in page


def test_what_stands_in_is_known_where_it_was_written(client, english, article):
    here = article.url
    page = read(client, f"/en{here}")
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{here}">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="alternate" hreflang' not in page


def test_in_vietnamese_nothing_is_said_of_translations(client, english, article):
    page = read(client, article.url)
    assert "noindex" not in page
    assert "Trang này chưa có bản dịch" not in page


def test_a_draft_of_a_translation_is_not_shown(client, english, article):
    in_english(article, title="Half a sentence", live=False)
    page = read(client, f"/en{article.url}")
    assert "Half a sentence" not in page
    assert article.title in page


def test_a_translation_at_another_address_is_found(client, english, article):
    here, there = article.url, "/en/tin-tuc/street-lamps/"
    in_english(article, title="Street lamps", slug="street-lamps")
    answer = client.get(f"/en{here}")
    assert (answer.status_code, answer.url) == (302, there)
    assert f'href="{there}" lang="en"' in read(client, here)
    assert f'href="{here}" lang="vi"' in read(client, there)


def test_what_nobody_wrote_is_in_no_language(client, english, article):
    assert client.get("/en/tin-tuc/khong-co/").status_code == 404
    article.unpublish()
    assert client.get(f"/en{article.url}").status_code == 404


def test_what_is_closed_to_readers_is_closed_in_every_frame(client, english, article):
    article.view_restrictions.create(restriction_type="login")
    assert client.get(f"/en{article.url}").status_code == 302


def test_lists_speak_one_language(client, english, write):
    write("Chỉ có tiếng Việt")
    in_english(write("Có cả hai"), title="In both")
    assert "Có cả hai" in read(client, "/tin-tuc/")
    assert "In both" not in read(client, "/tin-tuc/")
    page = read(client, "/en/tin-tuc/")
    assert "In both" in page
    assert "Chỉ có tiếng Việt" not in page
    assert '<a class="more" href="/tin-tuc/" hreflang="vi">' in page


def test_a_list_that_is_not_translated_shows_what_it_lists(client, english, write):
    NewsIndexPage.objects.get(locale=english).delete()
    write("Chỉ có tiếng Việt")
    page = read(client, "/en/tin-tuc/")
    assert "This page has not been translated yet" in page
    assert "Chỉ có tiếng Việt" in page


def test_feeds_home_and_what_to_read_next_speak_one_language(client, english, write):
    lamp = write("Chỉ có tiếng Việt")
    both = write("Có cả hai")
    translation = in_english(both, title="In both")
    homes = {home.language: home for home in HomePage.objects.all()}
    assert [one.title for one in door(homes["en"])["news"]] == ["In both"]
    assert {one.title for one in door(homes["vi"])["news"]} == {"Chỉ có tiếng Việt", "Có cả hai"}
    assert "Chỉ có" not in read(client, "/en/tin-tuc/rss/")
    assert "In both" in read(client, "/en/tin-tuc/rss/")
    assert "In both" not in read(client, "/tin-tuc/rss/")
    assert translation.near() == []
    assert both.near() == [lamp.pk]


def test_the_search_finds_what_its_reader_reads(client, english, write):
    in_english(write("Ngọn đèn sáng"), title="A lamp is lit", introduction="Ngon den")
    assert [doc.title for doc in search("ngon den")] == ["Ngọn đèn sáng"]
    page = read(client, "/en/tim-kiem/?q=ngon+den")
    assert "A lamp is lit" in page
    assert 'href="/en/tin-tuc/ngon-den-sang/"' in page


def test_the_map_for_machines_has_every_version(client, english, write):
    in_english(write("Đèn sáng"), title="Light")
    page = read(client, "/sitemap-trang.xml")
    for path in ("/", "/en/", "/tin-tuc/den-sang/", "/en/tin-tuc/den-sang/"):
        assert f"{path}</loc>" in page
    news = read(client, "/sitemap-tin-moi.xml")
    assert "<news:language>en</news:language>" in news


def test_links_inside_a_text_lead_to_the_translation(client, english, article, write):
    link = f'<p><a linktype="page" id="{article.pk}">đèn</a></p>'
    here, other = article.url, write("Đọc thêm", body=[("paragraph", link)]).url
    assert f'href="{here}"' in read(client, other)
    assert f'href="/en{here}"' in read(client, f"/en{other}")


def test_topics_have_an_english_name(client, english, article):
    in_english(article, title="It begins with a street lamp")
    assert ">Chuyển đổi số</a>" in read(client, article.url)
    assert ">Digital transformation</a>" in read(client, f"/en{article.url}")


def test_a_document_stands_in_english_as_it_does_in_vietnamese(client, english, newsroom):
    old = a_document(newsroom, number="1/QĐ")
    translation = in_english(old, title="Decision 1")
    a_document(newsroom, number="2/QĐ", relations=[("repeals", old)])
    assert type(translation).objects.get(pk=translation.pk).standing == "ended"


def test_comments_on_a_draft_come_together(client, english, newsroom):
    draft = a_consultation(newsroom)
    translation = in_english(draft, title="Draft on digital markets", slug="digital-markets")
    assert translation.comment_url == draft.comment_url
    assert client.get(f"/en{draft.comment_url}").status_code == 200


def test_an_event_is_one_in_every_calendar(client, english, newsroom):
    event = an_event(newsroom)
    here = event.url
    in_english(event, title="Digital day")
    assert "SUMMARY:Digital day" in read(client, f"/en{here}lich.ics")
    assert "SUMMARY:Ngày hội số" in read(client, f"{here}lich.ics")
    whole = read(client, "/en/su-kien/lich.ics")
    assert whole.count("BEGIN:VEVENT") == 1
    assert event.translation_key.hex in whole.replace("-", "")


def test_the_site_may_be_loaded_again(english):
    HomePage.objects.get(locale=english).get_children().get(slug="van-ban").delete()
    NewsIndexPage.objects.filter(locale=english).update(title="What is new")
    load_site()
    assert NewsIndexPage.objects.get(locale=english).title == "What is new"
    assert Page.objects.filter(locale=english, slug="van-ban").exists()
    assert HomePage.objects.count() == 2


def test_the_newsroom_writes_in_both_trees(english, rinh, linh, article):
    translation = in_english(article, title="Light", live=False)
    assert translation.permissions_for_user(rinh).can_edit()
    assert not translation.permissions_for_user(rinh).can_publish()
    assert translation.permissions_for_user(linh).has_right_to_publish()
    assert translation.get_workflow() == article.get_workflow()
    assert rinh.has_perm("simple_translation.submit_translation")


def test_an_editor_translates_a_page(as_person, rinh, english, article):
    address = f"/quan-tri/translation/submit/page/{article.pk}/"
    answer = as_person(rinh).post(address, {"locales": [english.pk]})
    translation = ArticlePage.objects.get(locale=english)
    assert answer.url == f"/quan-tri/pages/{translation.pk}/edit/"
    assert not translation.live


def test_khmer_is_one_more_language(settings, english):
    """As CONTRIBUTING says: a language more, and the site set up once more."""
    khmer = ("km", "Khmer")
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, khmer]
    load_site()
    assert HomePage.objects.filter(locale__language_code="km").exists()
    topic = Topic.objects.create(name="Chợ số", name_km="ផ្សារឌីជីថល", slug="cho-so")
    with override("km"):
        assert topic.label == "ផ្សារឌីជីថល"


def test_the_newsletter_tells_it_in_its_own_words(english, write, drain):
    reader(language="en")
    reader("tu@example.vn")
    article = published(write, "Chợ số mở cửa")
    published(write, "Đèn sáng")
    translation = in_english(article, title="The market goes digital")
    letter, other = sorted(letters_of(drain), key=lambda one: one.to)
    assert f"• The market goes digital\nhttp://127.0.0.1:8000{translation.url}" in letter.body
    assert "• Đèn sáng" in letter.body
    assert "• Chợ số mở cửa" in other.body


def test_of_contacts_there_is_no_more_in_vietnamese(client, english, soc_trang_office):
    page = read(client, "/en/lien-he-co-quan/")
    assert soc_trang_office.name in page
    assert "There is more in Vietnamese" not in page
    assert "There is more in Vietnamese" in read(client, "/en/su-kien/")
