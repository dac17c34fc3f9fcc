"""The officers' desk for other systems: the same reports, and the same steps by the same rules."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import BasePermission
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from portal.accounts.models import Agency, User
from portal.common.api import LineField, ParagraphsField, SlugRelatedField
from services.operations.report_page import steps_now
from services.reports import actions
from services.reports.given import Documented, Refusal
from services.reports.models import Category, Report
from services.reports.models.report_querysets import DESK
from services.reports.reasons import Ground, Reason
from services.reports.urls import CODE
from services.reports.workflow import OF_THEIR_OWN, STEPS
from services.signin.staff.proof import may_use_powers

TAKEN_HERE = [name for name, step in STEPS.items() if step.permission and name not in OF_THEIR_OWN]


class IsOfficer(BasePermission):
    """Somebody who works at a desk for reports and has shown a second factor, as at its screens."""

    message = _("Only officers who have shown their second factor may do this.")

    def has_permission(self, request, view) -> bool:
        return request.user.has_perm(DESK) and may_use_powers(request)


class PossibleStepSerializer(serializers.Serializer):
    """A step that this officer may take now."""

    name = serializers.CharField()
    label = serializers.CharField()
    needs_note = serializers.BooleanField()
    needs = serializers.ListField(child=serializers.CharField())


class DeskReportSerializer(serializers.ModelSerializer):
    """A report as its officers see it, without whoever sent it: that is for its screen, where each
    look is remembered."""

    category = serializers.CharField(source="category.code")
    category_name = serializers.CharField(source="category.name")
    commune = serializers.CharField(source="commune.code")
    agency = serializers.CharField(source="agency.code")
    agency_name = serializers.CharField(source="agency.name")
    officer = serializers.IntegerField(source="assignee_id", allow_null=True)
    state_label = serializers.CharField(source="state_at_desk")
    description = serializers.CharField(source="public_description")
    address = serializers.CharField(source="public_address")
    seen = serializers.CharField(
        source="head", help_text=_("Send it back with a step: others may have been quicker.")
    )

    class Meta:
        model = Report
        fields = [
            "reference",
            "category",
            "category_name",
            "commune",
            "agency",
            "agency_name",
            "officer",
            "state",
            "state_label",
            "source",
            "description",
            "address",
            "lat",
            "lon",
            "is_private",
            "is_overdue",
            "scheduled_on",
            "created_at",
            "due_at",
            "paused_at",
            "closed_at",
            "seen",
        ]


class DeskReportDetailSerializer(DeskReportSerializer):
    """One report, with what may be done with it now."""

    steps = serializers.SerializerMethodField()

    class Meta(DeskReportSerializer.Meta):
        fields = [*DeskReportSerializer.Meta.fields, "steps"]

    @extend_schema(responses=PossibleStepSerializer(many=True))
    def get_steps(self, report) -> list[dict[str, Any]]:
        offered = steps_now(self.context["request"].user, report)
        here = [(name, step) for name, step in offered.items() if name in TAKEN_HERE]
        return [
            {"name": name, "label": step.label, "needs_note": step.needs_note, "needs": step.needs}
            for name, step in here
        ]


class TakenStepSerializer(serializers.Serializer):
    """A step to take, and what it needs."""

    step = serializers.ChoiceField(choices=TAKEN_HERE)
    note = ParagraphsField(max_length=2000, required=False, allow_blank=True)
    seen = LineField(max_length=64, required=False, allow_blank=True)
    officer = serializers.PrimaryKeyRelatedField(queryset=User.objects.all(), required=False)
    day = serializers.DateField(required=False)
    reason = serializers.ChoiceField(choices=Reason.choices, required=False)
    right_agency = LineField(max_length=150, required=False, allow_blank=True)
    category = SlugRelatedField("code", queryset=Category.objects.active(), required=False)
    agency = SlugRelatedField("code", queryset=Agency.objects.open(), required=False)
    ground = serializers.ChoiceField(choices=Ground.choices, required=False)
    document = LineField(max_length=150, required=False)

    @property
    def given(self) -> dict[str, Any]:
        """What the step needs, read from what was sent; what is missing the action will say."""
        told = self.validated_data
        return {
            name: READ[name](told) if name in READ else told.get(name)
            for name in STEPS[told["step"]].needs
        }


def read_reason(told: dict[str, Any]) -> Refusal | None:
    if "reason" not in told:
        return None
    return Refusal(Reason(told["reason"]), told.get("right_agency", ""))


def read_ground(told: dict[str, Any]) -> Documented | None:
    if not {"ground", "document"} <= told.keys():
        return None
    return Documented(Ground(told["ground"]), told["document"])


READ: dict[str, Callable[[dict[str, Any]], Any]] = {"reason": read_reason, "ground": read_ground}


class DeskReportViewSet(ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """What lies on this officer's desk, soonest due first; anything else does not exist here."""

    lookup_field = "reference"
    lookup_value_regex = CODE
    permission_classes = [IsOfficer]

    def get_queryset(self):
        reports = Report.objects.visible_to(self.request.user).with_people()
        return reports.open().soonest_due_first() if self.action == "list" else reports

    def get_serializer_class(self):
        return DeskReportSerializer if self.action == "list" else DeskReportDetailSerializer

    @extend_schema(request=TakenStepSerializer, responses=DeskReportDetailSerializer)
    @action(detail=True, methods=["post"])
    def steps(self, request, reference=None):
        """Take a step; refused with a sentence where the table, or somebody quicker, forbids it."""
        report = self.get_object()
        asked = TakenStepSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        words = {name: told.get(name, "") for name in ("note", "seen")}
        moved = actions.take_step(report, told["step"], by=request.user, **words, **asked.given)
        return Response(self.get_serializer(moved).data)
