"""A resident's inbox, and how she wants to be told."""

app_name = "notifications"
urlpatterns: list = []
