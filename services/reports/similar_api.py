"""Asking before sending: is this reported already? By POST, so that no log keeps the words."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from portal.common.api import LineField, ParagraphsField, SlugRelatedField
from portal.common.limits import spend
from portal.places.models import Commune
from services.reports.forms import is_around_here
from services.reports.models import Category
from services.reports.nearby import similar_to

QUESTIONS_AN_HOUR = 300  # From one address; a form asks a few times while it is filled in.


class SimilarQuestionSerializer(serializers.Serializer):
    """What one is about to report, as far as it is known."""

    category = SlugRelatedField("code", queryset=Category.objects.active())
    commune = SlugRelatedField("code", queryset=Commune.objects.all())
    description = ParagraphsField(required=False, allow_blank=True)
    address = LineField(max_length=200, required=False, allow_blank=True)
    lat = serializers.FloatField(required=False, allow_null=True)
    lon = serializers.FloatField(required=False, allow_null=True)
    accuracy_m = serializers.IntegerField(required=False, min_value=0, max_value=100_000)

    def validate(self, facts):
        """A pin elsewhere is no reason to refuse: what was told in words is compared."""
        if not is_around_here(facts.get("lat"), facts.get("lon")):
            facts["lat"] = facts["lon"] = None
        return facts


class SimilarReportSerializer(serializers.Serializer):
    """An open report that may be the same thing."""

    reference = serializers.CharField(source="report.reference")
    category_name = serializers.CharField(source="report.category.name")
    description = serializers.CharField(source="report.shortened")
    address = serializers.CharField(source="report.public_address")
    commune_name = serializers.CharField(source="report.commune.name")
    metres = serializers.IntegerField(
        allow_null=True, help_text=_("How far; null where one of the two has no pin.")
    )
    state_label = serializers.CharField(source="report.get_state_display")
    created_at = serializers.DateTimeField(source="report.created_at")
    photo = serializers.SerializerMethodField(help_text=_("Empty when it shows none."))
    url = serializers.SerializerMethodField()
    follow_url = serializers.SerializerMethodField(
        help_text=_("Where to say “this is it”, follow it and add photos.")
    )

    def get_photo(self, similar) -> str:
        address = similar.report.first_photo_url
        return self.absolute(address) if address else ""

    def get_url(self, similar) -> str:
        return self.absolute(similar.report.get_absolute_url())

    def get_follow_url(self, similar) -> str:
        return self.absolute(reverse("reports:join", args=[similar.report.reference]))

    def absolute(self, address: str) -> str:
        return self.context["request"].build_absolute_uri(address)


class SimilarReportsSerializer(serializers.Serializer):
    """At most three, the likeliest first."""

    results = SimilarReportSerializer(many=True)


@extend_schema(
    operation_id="reports_similar",
    request=SimilarQuestionSerializer,
    responses={200: SimilarReportsSerializer},
)
@api_view(["POST"])
def similar(request):
    """Open public reports that may be the very thing one is about to report."""
    spend(request, "reports.similar", allowed=QUESTIONS_AN_HOUR, per=timedelta(hours=1))
    asked = SimilarQuestionSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    found = {"results": similar_to(**asked.validated_data)}
    return Response(SimilarReportsSerializer(found, context={"request": request}).data)
