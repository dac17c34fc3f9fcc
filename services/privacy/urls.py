"""What the portal holds of a person, for that person."""

app_name = "privacy"
urlpatterns: list = []
