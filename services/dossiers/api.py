"""A dossier as other systems may see it: the masked one, as everyone may."""

from rest_framework import serializers


class MaskedEventSerializer(serializers.Serializer):
    words = serializers.CharField(source="title", help_text="What happened, for the resident.")
    state = serializers.CharField()
    at = serializers.DateTimeField()


class MaskedDossierSerializer(serializers.Serializer):
    """Describes `masked.MaskedDossier`: `MaskedDossierSerializer(mask(dossier)).data`."""

    kind = serializers.SerializerMethodField()
    code = serializers.CharField()
    procedure_code = serializers.CharField()
    procedure_name = serializers.CharField()
    agency = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    progress = serializers.CharField(allow_null=True)
    progress_label = serializers.CharField(allow_blank=True)
    received_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    returned_at = serializers.DateTimeField(allow_null=True)
    events = MaskedEventSerializer(many=True)

    def get_kind(self, dossier) -> str:
        return "dossier"
