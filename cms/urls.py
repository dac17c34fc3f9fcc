from django.urls import path

from cms.feeds import NewsFeed, TopicFeed

app_name = "cms"
urlpatterns = [
    path("tin-tuc/rss/", NewsFeed(), name="rss"),
    path("chu-de/<slug:slug>/rss/", TopicFeed(), name="topic_rss"),
]
