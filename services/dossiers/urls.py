from django.urls import path
from django.views.generic import RedirectView

from services.dossiers import views

app_name = "dossiers"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="tracking:track"), name="index"),
    path("<str:code>/", views.track, name="track"),
]
