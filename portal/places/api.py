"""Communes for other systems: the list, found by typing or by a point, and one by its code."""

import re

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.viewsets import GenericViewSet

from portal.common.api import LineField
from portal.places.find import find_communes, nearest_commune
from portal.places.models import Commune, OldUnit

MOST_FOUND = 20
POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*")


class OldUnitSerializer(serializers.ModelSerializer):
    class Meta:
        model = OldUnit
        fields = ["code", "name", "old_district"]


class CommuneSerializer(serializers.ModelSerializer):
    """A commune and the units it was formed from; `because` is the old name it was found by."""

    province = serializers.CharField(source="province_id")
    formed_from = OldUnitSerializer(many=True)
    because = serializers.CharField(default="")

    class Meta:
        model = Commune
        fields = [
            "code",
            "name",
            "name_en",
            "kind",
            "province",
            "is_local",
            "lat",
            "lon",
            "valid_from",
            "valid_to",
            "formed_from",
            "because",
        ]


class PointField(serializers.CharField):
    """A point as LATITUDE,LONGITUDE."""

    default_error_messages = {
        "point": _("Write the point as latitude, comma, longitude: 9.60,105.97.")
    }

    def to_internal_value(self, data) -> tuple[float, float]:
        found = POINT.fullmatch(super().to_internal_value(data))
        if not found:
            self.fail("point")
        lat, lon = map(float, found.groups())
        if abs(lat) > 90 or abs(lon) > 180:
            self.fail("point")
        return lat, lon


class CommuneQuery(serializers.Serializer):
    """What may be asked of the list."""

    q = LineField(
        required=False,
        allow_blank=True,
        max_length=100,
        help_text=_(
            "A name of today or of before, with or without marks; the beginning is enough."
        ),
    )
    near = PointField(required=False, help_text=_("LAT,LON: only the commune nearest to a point."))
    lat = serializers.CharField(required=False, help_text=_("With `lon`, the same as `near`."))
    lon = serializers.CharField(required=False, help_text=_("With `lat`, the same as `near`."))
    local = serializers.BooleanField(
        required=False, default=False, help_text=_("Only the communes that this portal serves.")
    )

    def validate(self, asked):
        if "lat" in asked or "lon" in asked:
            point = f"{asked.get('lat', '')},{asked.get('lon', '')}"
            asked["near"] = self.fields["near"].run_validation(point)
        return asked


class CommuneViewSet(ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """The communes of today; by its code, any that ever was."""

    lookup_field = "code"
    lookup_value_regex = r"\d{5}"
    serializer_class = CommuneSerializer
    queryset = Commune.objects.with_old_names()

    def get_queryset(self):
        if self.action == "retrieve":
            return super().get_queryset()
        return super().get_queryset().current().local_first()

    @extend_schema(parameters=[CommuneQuery])
    def list(self, request, *args, **kwargs):
        query = CommuneQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        communes = self.paginate_queryset(self.asked_for(**query.validated_data))
        return self.get_paginated_response(self.get_serializer(communes, many=True).data)

    def asked_for(self, *, local: bool, q: str = "", near=None, **_same_as_near):
        """The communes that answer; those found by an old name say by which."""
        if near:
            return with_old_names(filter(None, [nearest_commune(*near)]))
        if q:
            return with_old_names(map(found, find_communes(q, MOST_FOUND, local_only=local)))
        return self.get_queryset().local() if local else self.get_queryset()


def found(match) -> Commune:
    """The commune of a match, saying why it matched."""
    match.commune.because = match.because
    return match.commune


def with_old_names(communes) -> list[Commune]:
    communes = list(communes)
    prefetch_related_objects(communes, "formed_from")
    return communes
