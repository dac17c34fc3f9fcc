from django.urls import path, re_path

from services.reports.views import feed, join, large_map, listing, page, submit, table, waiting

app_name = "reports"

# Reference codes in any case, so that a code typed by hand still opens.
CODE = "[A-Za-z]{2}-[0-9A-Za-z]{4}-[0-9A-Za-z]{2}"
REFERENCE = f"(?P<reference>{CODE})"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("ban-do.json", large_map.data, name="map_data"),
    path("rss/", feed.ReportFeed(), name="rss"),
    path("csv/", table.table, name="table"),
    path("gui/", submit.submit, name="submit"),
    path("cho-gui/", waiting.waiting, name="waiting"),
    re_path(rf"^{REFERENCE}/$", page.detail, name="detail"),
    re_path(rf"^{REFERENCE}/cung-viec/$", join.join, name="join"),
    re_path(rf"^{REFERENCE}/bien-nhan/$", submit.receipt, name="receipt"),
    re_path(rf"^{REFERENCE}/tra-loi/$", page.answer, name="answer"),
    re_path(rf"^{REFERENCE}/anh/(?P<position>\d{{1,3}})/$", page.photo, name="photo"),
]
