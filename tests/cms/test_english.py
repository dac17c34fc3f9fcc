"""The same pages with an English frame; the words stay Vietnamese, and say so."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_frame_is_english(client, article):
    page = client.get(f"/en{article.url}").content.decode()
    assert '<html lang="en">' in page
    assert "Skip to the content" in page


def test_the_words_say_that_they_are_vietnamese(client, article):
    page = client.get(f"/en{article.url}").content.decode()
    assert f'<h1 lang="vi">{article.title}</h1>' in page


def test_in_vietnamese_there_is_nothing_to_say(client, article):
    page = client.get(article.url).content.decode()
    assert '<html lang="vi">' in page
    assert f"<h1>{article.title}</h1>" in page


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/gioi-thieu/"])
def test_each_page_leads_to_its_twin(client, news, about, path):
    assert f'href="/en{path}" lang="en"' in client.get(path).content.decode()
    assert f'href="{path}" lang="vi"' in client.get(f"/en{path}").content.decode()


def test_links_stay_in_the_language(client, article):
    url = article.url
    page = client.get("/en/tin-tuc/").content.decode()
    assert f'href="/en{url}"' in page
    assert f'href="{url}"' not in page


def test_a_browser_that_says_english_still_gets_vietnamese(client, home):
    page = client.get("/", headers={"accept-language": "en-US,en"}).content.decode()
    assert '<html lang="vi">' in page
