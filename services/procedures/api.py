"""Procedures for other systems: read-only, with the same words as the pages."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from portal.common.api import LineField, ProblemSerializer
from services.procedures.forms import LONGEST_SEARCH
from services.procedures.models import Component, Fee, Procedure, Result, TimeLimit
from services.procedures.models.procedures import CODE

IN_LIST = [
    "code",
    "name",
    "field",
    "field_slug",
    "life_event",
    "life_event_slug",
    "level",
    "submission_mode",
    "service_level",
    "time_limit_in_words",
    "fee_in_words",
    "is_verified",
    "url",
]


class TimeLimitSerializer(serializers.ModelSerializer):
    in_words = serializers.CharField(read_only=True)

    class Meta:
        model = TimeLimit
        fields = ["case", "channel", "quantity", "unit", "text", "in_words"]


class FeeSerializer(serializers.ModelSerializer):
    in_words = serializers.CharField(read_only=True)

    class Meta:
        model = Fee
        fields = ["channel", "amount", "status", "text", "in_words"]


class ComponentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Component
        fields = [
            "name",
            "kind",
            "originals",
            "copies",
            "case",
            "is_replaceable_by_data",
            "component_code",
        ]


class ResultSerializer(serializers.ModelSerializer):
    class Meta:
        model = Result
        fields = ["name", "code"]


class ProcedureInListSerializer(serializers.ModelSerializer):
    """A procedure as a list shows it."""

    time_limit_in_words = serializers.CharField(read_only=True)
    fee_in_words = serializers.CharField(
        read_only=True, help_text=_("Says that it is free only where that is confirmed.")
    )
    url = serializers.CharField(
        source="get_absolute_url", read_only=True, help_text=_("The page for people.")
    )

    class Meta:
        model = Procedure
        fields = IN_LIST


class ListOfWords(serializers.ListField):
    child = serializers.CharField()


class ProcedureSerializer(ProcedureInListSerializer):
    """A procedure with all its facts."""

    summary = serializers.CharField(source="summary_in_words", read_only=True)
    subjects = ListOfWords(read_only=True)
    legal_basis = ListOfWords(read_only=True)
    notes = ListOfWords(read_only=True)
    keywords = ListOfWords(read_only=True)
    time_limits = TimeLimitSerializer(many=True, read_only=True)
    fees = FeeSerializer(many=True, read_only=True)
    components = ComponentSerializer(many=True, read_only=True)
    results = ResultSerializer(many=True, read_only=True)

    class Meta(ProcedureInListSerializer.Meta):
        fields = [
            *IN_LIST,
            "summary",
            "field_code",
            "promulgating_agency",
            "executing_agency",
            "subjects",
            "decision_number",
            "legal_basis",
            "notes",
            "keywords",
            "source",
            "updated_at",
            "time_limits",
            "fees",
            "components",
            "results",
        ]


class QuestionSerializer(serializers.Serializer):
    """What may be asked of the list."""

    q = LineField(
        max_length=LONGEST_SEARCH,
        required=False,
        allow_blank=True,
        help_text=_("Words of its name or of everyday speech, with or without marks."),
    )
    field = LineField(
        max_length=200, required=False, allow_blank=True, help_text=_("A field_slug: ho-tich.")
    )
    life_event = LineField(
        max_length=200,
        required=False,
        allow_blank=True,
        help_text=_("A life_event_slug: co-con-nho."),
    )


@extend_schema_view(
    list=extend_schema(
        summary=_("Find procedures"),
        parameters=[QuestionSerializer],
        responses={200: ProcedureInListSerializer(many=True), 400: ProblemSerializer},
    ),
    retrieve=extend_schema(
        summary=_("One procedure with all its facts"),
        responses={200: ProcedureSerializer, 404: ProblemSerializer},
    ),
)
@extend_schema(tags=["procedures"])
class ProcedureViewSet(ReadOnlyModelViewSet):
    """The procedures in force."""

    queryset = Procedure.objects.active()
    lookup_field = "code"
    lookup_value_regex = CODE
    serializer_class = ProcedureSerializer

    def get_serializer_class(self):
        return ProcedureInListSerializer if self.action == "list" else ProcedureSerializer

    def get_queryset(self):
        if self.action == "list":
            return super().get_queryset().with_card_facts()
        return super().get_queryset().with_facts()

    def filter_queryset(self, queryset):
        if self.action != "list":
            return queryset
        question = QuestionSerializer(data=self.request.query_params)
        question.is_valid(raise_exception=True)
        return queryset.asked(**question.validated_data)
