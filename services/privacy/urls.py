"""What the portal holds of a person, for that person."""

from django.urls import path

from services.privacy import views

app_name = "privacy"
urlpatterns = [
    path("du-lieu/", views.mine, name="mine"),
    path("du-lieu/ai-da-xem/", views.looks, name="looks"),
    path("du-lieu/tai-ve/", views.copy, name="copy"),
    path("du-lieu/tai-ve/<int:pk>/", views.export, name="export"),
    path("du-lieu/dong-y/", views.consent, name="consent"),
    path("du-lieu/yeu-cau/", views.ask, name="ask"),
    path("du-lieu/yeu-cau/<str:reference>/", views.show_request, name="request"),
    path("du-lieu/yeu-cau/<str:reference>/rut-lai/", views.cancel, name="cancel"),
]
