"""VNeID's doors under Vietnamese addresses; two names are allauth's, because it uses them."""

from django.urls import path

from services.signin.vneid import views

urlpatterns = [
    path("", views.start, name="vneid_login"),
    path("tro-lai/", views.callback, name="vneid_callback"),
    path("xac-nhan/", views.confirm, name="socialaccount_signup"),
    path("lien-ket/", views.connections, name="socialaccount_connections"),
]
