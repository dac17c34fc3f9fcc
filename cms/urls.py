from django.urls import path

from cms import calendars, views
from cms.feeds import NewsFeed

app_name = "cms"
urlpatterns = [
    path("tin-tuc/rss/", NewsFeed(), name="rss"),
    path("su-kien/lich.ics", calendars.whole, name="calendar"),
    path("su-kien/<slug:slug>/lich.ics", calendars.one, name="event_calendar"),
    path("gop-y-du-thao/<slug:slug>/gui/", views.comment, name="comment"),
    path("gop-y-du-thao/<slug:slug>/da-gui/", views.comment_sent, name="comment_sent"),
]
