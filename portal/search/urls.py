from django.urls import path

from portal.search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="search"),
    path("goi-y/", views.suggest, name="suggest"),
]
