from django.urls import path

from services.dossiers import views

app_name = "dossiers"
urlpatterns = [
    path("<str:code>/", views.track, name="track"),
]
