from django.urls import path, re_path

from services.reports import views

app_name = "reports"

# Reference codes in any case, so that a code typed by hand still opens.
CODE = "[A-Za-z]{2}-[0-9A-Za-z]{4}-[0-9A-Za-z]{2}"
REFERENCE = f"(?P<reference>{CODE})"

urlpatterns = [
    path("", views.listing, name="list"),
    path("gui/", views.submit, name="submit"),
    re_path(rf"^{REFERENCE}/$", views.detail, name="detail"),
    re_path(rf"^{REFERENCE}/bien-nhan/$", views.receipt, name="receipt"),
    re_path(rf"^{REFERENCE}/tra-loi/$", views.answer, name="answer"),
    re_path(rf"^{REFERENCE}/anh/(?P<position>\d)/$", views.photo, name="photo"),
]
