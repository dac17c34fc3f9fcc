"""A resident's inbox, and how she wants to be told."""

from django.urls import path

from services.notifications import views

app_name = "notifications"
urlpatterns = [
    path("tin-nhan/", views.inbox, name="inbox"),
    path("tin-nhan/da-doc/", views.mark_all_read, name="mark_all_read"),
    path("tin-nhan/<uuid:uid>/", views.message, name="message"),
    path("tin-nhan/<uuid:uid>/chua-doc/", views.mark_unread, name="mark_unread"),
    path("nhan-tin/", views.preferences, name="preferences"),
    path("nhan-tin/thoi/<str:token>/", views.stop_letters, name="unsubscribe"),
]
