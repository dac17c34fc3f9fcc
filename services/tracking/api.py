"""Tracking for other systems: how far along, and nothing that tells who."""

from datetime import timedelta

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from portal.common.limits import spend
from services.dossiers.api import MaskedDossierSerializer
from services.dossiers.masked import mask
from services.reports import telling
from services.reports.api import ReportEventSerializer
from services.reports.models import Report
from services.tracking.find import find
from services.tracking.views import TRIES_AN_HOUR


class TrackedReportSerializer(serializers.Serializer):
    """How far a report is; of a private one, its state alone."""

    kind = serializers.CharField(default="report")
    code = serializers.CharField(source="reference")
    agency = serializers.CharField(source="agency.name")
    state = serializers.CharField()
    state_label = serializers.CharField(source="get_state_display")
    due_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    events = serializers.SerializerMethodField()

    def get_events(self, report) -> list[dict]:
        told = [] if report.is_private else telling.timeline(report, is_mine=False)
        return ReportEventSerializer(told, many=True).data


TRACKED = PolymorphicProxySerializer(
    component_name="Tracked",
    serializers={"report": TrackedReportSerializer, "dossier": MaskedDossierSerializer},
    resource_type_field_name="kind",
)


@extend_schema(responses=TRACKED)
@api_view()
def track(request, code: str):
    """How far the report or dossier with this code is."""
    spend(request, "tracking", allowed=TRIES_AN_HOUR, per=timedelta(hours=1))
    found = find(code)
    if found is None:
        raise NotFound
    if isinstance(found, Report):
        return Response(TrackedReportSerializer(found).data)
    return Response(MaskedDossierSerializer(mask(found)).data)
