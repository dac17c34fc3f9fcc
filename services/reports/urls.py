from django.urls import path, re_path

from services.reports.views import (
    answer,
    appeal,
    feed,
    follow,
    follow_area,
    join,
    judge,
    large_map,
    listing,
    own,
    page,
    partner,
    steps,
    submit,
    table,
    waiting,
)

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
    path("gui/anh/<uuid:token>/", steps.draft_photo, name="draft_photo"),
    path("cho-gui/", waiting.waiting, name="waiting"),
    path("bi-chan/<str:token>/", appeal.appeal, name="appeal"),
    path("theo-doi/", follow_area.follow_area, name="follow_area"),
    path("theo-doi/<int:pk>/", follow_area.change_area, name="change_area"),
    path("theo-doi/<int:pk>/thoi/", follow_area.stop_area, name="stop_area"),
    path("theo-doi/dong-y/<str:token>/", follow.confirm, name="confirm_follow"),
    path("theo-doi/thoi/<str:token>/", follow.stop, name="stop_following"),
    re_path(rf"^{REFERENCE}/$", page.detail, name="detail"),
    re_path(rf"^{REFERENCE}/theo-doi/$", follow.follow, name="follow"),
    re_path(rf"^{REFERENCE}/theo-doi/thoi/$", follow.unfollow, name="unfollow"),
    re_path(rf"^{REFERENCE}/cung-viec/$", join.join, name="join"),
    re_path(rf"^{REFERENCE}/bien-nhan/$", submit.receipt, name="receipt"),
    re_path(rf"^{REFERENCE}/tra-loi/$", page.answer, name="answer"),
    re_path(rf"^{REFERENCE}/mo/$", own.open_own, name="open"),
    re_path(rf"^{REFERENCE}/sua/$", own.edit, name="edit"),
    re_path(rf"^{REFERENCE}/rut/$", own.withdraw, name="withdraw"),
    re_path(rf"^{REFERENCE}/xoa-du-lieu/$", own.remove, name="remove"),
    re_path(rf"^{REFERENCE}/danh-gia/$", judge.judge_own, name="judge_own"),
    path("hoi/<str:token>/", answer.answer_by_link, name="answer_by_link"),
    path("phoi-hop/<str:token>/", partner.answer_as_partner, name="answer_as_partner"),
    path("danh-gia/<str:token>/", judge.judge, name="judge"),
    re_path(rf"^{REFERENCE}/anh/(?P<position>\d{{1,3}})/$", page.photo, name="photo"),
]
