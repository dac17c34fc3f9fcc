from django.urls import path

from services.procedures import views

app_name = "procedures"
urlpatterns = [
    path("", views.list_procedures, name="list"),
    path("<str:code>/", views.show_procedure, name="detail"),
]
