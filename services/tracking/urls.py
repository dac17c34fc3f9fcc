from django.urls import path

from services.tracking import views

app_name = "tracking"
urlpatterns = [
    path("tra-cuu/", views.track, name="track"),
    path("tai-khoan/", views.mine, name="mine"),
]
