from django.urls import path, re_path
from django.views.decorators.cache import cache_control

from cms import calendars, views
from cms.alerts import views as alerts
from cms.alerts.feed import AlertFeed
from cms.feeds import NewsFeed, TopicFeed
from portal.pages_cache.sharing import shared_with_all

HALF_A_MINUTE = 30

app_name = "cms"
urlpatterns = [
    path("tin-tuc/rss/", shared_with_all()(NewsFeed()), name="rss"),
    path("chu-de/<slug:slug>/rss/", shared_with_all()(TopicFeed()), name="topic_rss"),
    path("canh-bao/", alerts.show_alerts, name="alerts"),
    re_path(r"^canh-bao/(?P<pk>\d{1,12})/$", alerts.show_alert, name="alert"),
    path(
        "canh-bao/atom/",
        cache_control(public=True, max_age=HALF_A_MINUTE)(AlertFeed()),
        name="alert_feed",
    ),
    re_path(
        r"^canh-bao/cap/(?P<identifier>[\w.-]{1,100})\.xml$", alerts.show_cap, name="alert_cap"
    ),
    path("su-kien/lich.ics", calendars.whole, name="calendar"),
    path("su-kien/<slug:slug>/lich.ics", calendars.one, name="event_calendar"),
    path("gop-y-du-thao/<slug:slug>/gui/", views.comment, name="comment"),
    path("gop-y-du-thao/<slug:slug>/da-gui/", views.comment_sent, name="comment_sent"),
]
