from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control

from cms import calendars, views
from cms.alerts import views as alerts
from cms.alerts.feed import AlertFeed
from cms.feeds.news import NewsAtom, NewsJson, NewsRss
from portal.pages_cache.sharing import shared_with_all

HALF_A_MINUTE = 30
as_chosen = shared_with_all("chuyen-muc", "xa")

app_name = "cms"
urlpatterns = [
    path("tin-tuc/rss/", as_chosen(NewsRss()), name="rss"),
    path("tin-tuc/atom/", as_chosen(NewsAtom()), name="atom"),
    path("tin-tuc/feed.json", as_chosen(NewsJson()), name="json_feed"),
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
    path("ban-tin/", include("cms.newsletter.urls")),
    path("gop-y-du-thao/<slug:slug>/gui/", views.comment, name="comment"),
    path("gop-y-du-thao/<slug:slug>/da-gui/", views.comment_sent, name="comment_sent"),
    path("khao-sat/<slug:slug>/da-gui/", views.form_sent, name="form_sent"),
]
