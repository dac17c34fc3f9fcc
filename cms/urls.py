from django.urls import path

from cms.feeds import NewsFeed

app_name = "cms"
urlpatterns = [path("tin-tuc/rss/", NewsFeed(), name="rss")]
