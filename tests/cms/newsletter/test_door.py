"""Pages of news lead to the newsletter by a plain link, so that they may be kept for everyone."""

import pytest

from cms.models import TopicPage
from cms.models.topic_pages import TopicIndexPage
from tests.cms.conftest import add
from tests.cms.pages import list_of
from tests.site import topic_called

pytestmark = pytest.mark.django_db
DOOR = "/ban-tin/?chuyen-muc=chuyen-doi-so"


def test_an_article_leads_to_the_news_of_its_topic(readers, article):
    page = readers.get(article.url)
    assert f'href="{DOOR}"' in page.text
    assert readers.get(article.url).was_kept


def test_the_list_leads_to_what_it_is_narrowed_to(client, article, soc_trang):
    article.communes.add(soc_trang)
    article.save()
    page = client.get("/tin-tuc/?chuyen-muc=chuyen-doi-so&xa=31507").content.decode()
    assert f'href="{DOOR}&amp;xa=31507"' in page
    assert 'href="/ban-tin/"' in client.get("/tin-tuc/").content.decode()


def test_a_topic_page_leads_to_its_topic(client, home):
    topic = topic_called("chuyen-doi-so")
    page = add(list_of(TopicIndexPage, home), TopicPage(title="Chuyển đổi số", topic=topic))
    assert f'href="{DOOR}"' in client.get(page.url).content.decode()
