"""Kinds of report for the words somebody is writing, for the form's script and other systems."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, authentication_classes
from rest_framework.response import Response

from portal.common.limits import spend
from services.reports.models import Category
from services.reports.suggest import suggest_categories

ASKED_AN_HOUR = 600  # From one address: a script asks again whenever a writer pauses.


class WordsSerializer(serializers.Serializer):
    text = serializers.CharField(
        allow_blank=True, help_text=_("The first 4,000 characters are read.")
    )


class SuggestedCategorySerializer(serializers.ModelSerializer):
    group = serializers.CharField(source="group.name")

    class Meta:
        model = Category
        fields = ["code", "name", "group", "is_emergency", "is_private"]


class SuggestionsSerializer(serializers.Serializer):
    """At most three, likeliest first; one where the words are clear, none where they say little."""

    results = SuggestedCategorySerializer(many=True)


@extend_schema(request=WordsSerializer, responses=SuggestionsSerializer)
@cache_control(private=True, no_store=True)
@api_view(["POST"])
@authentication_classes([])
def suggestions(request):
    """The kinds of report that these words are likely about; nothing is stored.

    Sent with POST, although nothing changes: what stands in an address ends up in servers' logs
    and browsers' histories, and these words may name people. Who asks makes no difference, so
    nobody is signed in here and scripts need no token.
    """
    spend(request, "reports.suggest", allowed=ASKED_AN_HOUR, per=timedelta(hours=1))
    asked = WordsSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    found = suggest_categories(asked.validated_data["text"])
    return Response(SuggestionsSerializer({"results": found}).data)
