"""Reports for other systems: another door, the same stairs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.fields import get_error_detail
from rest_framework.mixins import CreateModelMixin, ListModelMixin, RetrieveModelMixin
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from portal.common.api import (
    LineField,
    ParagraphsField,
    PhoneField,
    PhotosField,
    SlugRelatedField,
)
from portal.places.models import Commune
from services.reports import actions, questions, ratings, relatives, telling
from services.reports.doors import (
    refuse_blocked,
    reporter_at,
    spend_for_contact,
    spend_one_report,
)
from services.reports.forms import SHORTEST_DESCRIPTION, is_around_here
from services.reports.forms.fields import LEAST_ACCURATE
from services.reports.models import Category, Report
from services.reports.sources import Source
from services.reports.urls import CODE
from services.reports.workflow import SHOWN, State


class CategorySerializer(serializers.ModelSerializer):
    group = serializers.CharField(source="group.name")

    class Meta:
        model = Category
        fields = [
            "code",
            "name",
            "group",
            "keywords",
            "target_days",
            "is_private",
            "is_emergency",
            "questions",
        ]


class CategoryViewSet(ReadOnlyModelViewSet):
    """The kinds of report that are offered."""

    lookup_field = "code"
    serializer_class = CategorySerializer
    queryset = Category.objects.active().select_related("group")


class ReportEventSerializer(serializers.Serializer):
    """One public step of a report."""

    title = serializers.CharField()
    at = serializers.DateTimeField()
    note = serializers.CharField()


class AnswerSerializer(serializers.Serializer):
    """What the kind of the report asked besides, and was told."""

    code = serializers.CharField()
    label = serializers.CharField()
    answer = serializers.CharField()


class SatisfactionSerializer(serializers.Serializer):
    """How many judged what was done, and how many of them are satisfied."""

    satisfied = serializers.IntegerField()
    total = serializers.IntegerField()


class PublicReportSerializer(serializers.ModelSerializer):
    """A report as everyone may read it; words and photos wait for an officer."""

    category = serializers.CharField(source="category.code")
    category_name = serializers.CharField(source="category.name")
    commune = serializers.CharField(source="commune.code")
    commune_name = serializers.CharField(source="commune.name")
    agency = serializers.CharField(source="agency.name")
    state_label = serializers.CharField(source="get_state_display")
    description = serializers.SerializerMethodField()
    address = serializers.SerializerMethodField()
    lat = serializers.SerializerMethodField()
    lon = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    photos = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = [
            "reference",
            "category",
            "category_name",
            "commune",
            "commune_name",
            "agency",
            "state",
            "state_label",
            "description",
            "address",
            "lat",
            "lon",
            "answers",
            "photos",
            "created_at",
            "due_at",
            "closed_at",
            "url",
        ]

    def get_description(self, report) -> str:
        return report.public_description if report.shows_words else ""

    def get_address(self, report) -> str:
        return report.public_address if report.shows_words else ""

    def get_lat(self, report) -> float | None:
        return report.lat if report.shows_words else None

    def get_lon(self, report) -> float | None:
        return report.lon if report.shows_words else None

    @extend_schema_field(AnswerSerializer(many=True))
    def get_answers(self, report):
        told = report.answers if report.shows_words else []
        return [answer | {"answer": report.masked(answer["answer"])} for answer in told]

    def get_photos(self, report) -> list[str]:
        photos = telling.photos(report) if report.shows_words else []
        return [self.absolute(photo["url"]) for photo in photos]

    def get_url(self, report) -> str:
        return self.absolute(report.get_absolute_url())

    def absolute(self, address: str) -> str:
        return self.context["request"].build_absolute_uri(address)


RELATIVES = ["merged_into", "part_of", "parts"]


class ReportDetailSerializer(PublicReportSerializer):
    """One report with its public timeline."""

    timeline = serializers.SerializerMethodField()
    satisfaction = serializers.SerializerMethodField(
        help_text=_("Of those who judged what was done.")
    )
    merged_into = serializers.SerializerMethodField(
        help_text=_("As which report it goes on; null where it goes on by itself.")
    )
    part_of = serializers.SerializerMethodField(
        help_text=_("The report about several things of which it is a part.")
    )
    parts = serializers.SerializerMethodField(
        help_text=_("The public parts into which it was split.")
    )

    class Meta(PublicReportSerializer.Meta):
        fields = [*PublicReportSerializer.Meta.fields, "timeline", "satisfaction", *RELATIVES]

    def get_merged_into(self, report) -> str | None:
        return getattr(relatives.goes_on_as(report), "reference", None)

    def get_part_of(self, report) -> str | None:
        return getattr(relatives.whole_of(report), "reference", None)

    def get_parts(self, report) -> list[str]:
        return list(report.parts.public().order_by("pk").values_list("reference", flat=True))

    @extend_schema_field(SatisfactionSerializer)
    def get_satisfaction(self, report):
        return SatisfactionSerializer(ratings.summary(report)).data

    @extend_schema_field(ReportEventSerializer(many=True))
    def get_timeline(self, report):
        return ReportEventSerializer(telling.timeline(report, is_mine=False), many=True).data


class NewReportSerializer(serializers.Serializer):
    """What a report needs; sent as JSON, or as multipart/form-data with photos."""

    category = SlugRelatedField("code", queryset=Category.objects.active())
    description = ParagraphsField(min_length=SHORTEST_DESCRIPTION)
    commune = SlugRelatedField("code", queryset=Commune.objects.all())
    address = LineField(max_length=200, required=False, allow_blank=True)
    lat = serializers.FloatField(required=False, allow_null=True)
    lon = serializers.FloatField(required=False, allow_null=True)
    accuracy_m = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=LEAST_ACCURATE
    )
    answers = serializers.DictField(
        required=False, help_text=_("By the codes of the questions that the kind asks.")
    )
    photos = PhotosField(required=False)
    contact_name = LineField(max_length=150, required=False, allow_blank=True)
    contact_email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    contact_phone = PhoneField(required=False, allow_blank=True)
    submission_key = serializers.UUIDField(
        required=False, help_text=_("Sent again with the same key, it stays one report.")
    )

    def validate_commune(self, commune):
        if not Commune.objects.current().local().filter(pk=commune.pk).exists():
            raise serializers.ValidationError(_("This portal does not serve that commune."))
        return commune

    def validate(self, facts):
        lat, lon = facts.get("lat"), facts.get("lon")
        if (lat, lon) != (None, None) and not is_around_here(lat, lon):
            raise serializers.ValidationError({"lat": _("This point is not in or near Sóc Trăng.")})
        return facts | {"answers": self.read_answers(facts)}

    def read_answers(self, facts) -> list[dict[str, str]]:
        try:
            return questions.read(facts["category"], facts.get("answers", {}))
        except ValidationError as wrong:
            raise serializers.ValidationError({"answers": get_error_detail(wrong)}) from wrong


class ReceiptSerializer(serializers.Serializer):
    """What to keep of a report that was just sent."""

    reference = serializers.CharField()
    claim_code = serializers.CharField(
        help_text=_("Shown once. It opens the report as its sender.")
    )
    state = serializers.CharField()
    due_at = serializers.DateTimeField()
    url = serializers.CharField()


class ReportFilter(filters.FilterSet):
    category = filters.CharFilter("category__code", max_length=6)
    commune = filters.CharFilter("commune__code", max_length=5)
    state = filters.ChoiceFilter(choices=[(s.value, s.label) for s in State if s in SHOWN])

    class Meta:
        model = Report
        fields = ["category", "commune", "state"]


class ReportViewSet(CreateModelMixin, ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """Public reports, newest first; and the door to send one."""

    lookup_field = "reference"
    lookup_value_regex = CODE
    filter_backends = [filters.DjangoFilterBackend]
    filterset_class = ReportFilter

    def get_queryset(self):
        reports = Report.objects.with_card()
        if self.action == "list":
            return reports.listed().newest_first()
        return reports.public().with_timeline()

    def get_serializer_class(self):
        return {"create": NewReportSerializer, "retrieve": ReportDetailSerializer}.get(
            self.action, PublicReportSerializer
        )

    @extend_schema(request=NewReportSerializer, responses={201: ReceiptSerializer})
    def create(self, request, *args, **kwargs):
        spend_one_report(request)
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        reporter = reporter_at(request)
        refuse_blocked(reporter=reporter, **asked.validated_data)
        spend_for_contact(**asked.validated_data)
        report, code = actions.submit_report(
            **asked.validated_data, reporter=reporter, source=Source.API
        )
        receipt = {
            "reference": report.reference,
            "claim_code": code,
            "state": report.state,
            "due_at": report.due_at,
            "url": request.build_absolute_uri(report.get_absolute_url()),
        }
        return Response(ReceiptSerializer(receipt).data, status=status.HTTP_201_CREATED)
