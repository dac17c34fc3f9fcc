from django.urls import path

from cms.feeds import NewsFeed
from portal.pages_cache.sharing import shared_with_all

app_name = "cms"
urlpatterns = [path("tin-tuc/rss/", shared_with_all()(NewsFeed()), name="rss")]
