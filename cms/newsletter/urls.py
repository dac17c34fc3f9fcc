"""The addresses of the newsletter, below /ban-tin/."""

from django.urls import path

from cms.newsletter import views

urlpatterns = [
    path("", views.sign_up, name="newsletter"),
    path("da-gui/", views.sent, name="newsletter_sent"),
    path("dong-y/<str:token>/", views.confirm, name="newsletter_confirm"),
    path("cua-toi/<str:token>/", views.change, name="newsletter_settings"),
    path("thoi/<str:token>/", views.stop, name="newsletter_stop"),
    path("nhan-lai/<str:token>/", views.take_up, name="newsletter_take_up"),
]
