"""The least that Django REST framework needs to store a report: what ours is measured against."""

from django.urls import path
from rest_framework.generics import CreateAPIView
from rest_framework.serializers import ModelSerializer

from portal import urls
from services.reports.models import Report

DERIVED = ["claim_digest", "submission_key", "public_description", "public_address", "folded"]
DERIVED += ["tile", "is_listed"]
TOLD = ["reference", "category", "description", "commune", "address", "lat", "lon", "answers"]
TOLD += ["contact_email", "language", "agency", "state", "is_private", "due_at"]


class MinimalSerializer(ModelSerializer):
    """Every column of the row, as it is."""

    class Meta:
        model = Report
        fields = [*TOLD, *DERIVED]
        extra_kwargs = {name: {"read_only": False} for name in DERIVED}


class MinimalView(CreateAPIView):
    queryset = Report.objects.all()
    serializer_class = MinimalSerializer


urlpatterns = [path("minimal/", MinimalView.as_view()), *urls.urlpatterns]
