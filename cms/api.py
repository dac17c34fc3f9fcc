"""News for other systems."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet
from wagtail.rich_text import expand_db_html

from cms.models import ArticlePage


class ArticleSerializer(serializers.ModelSerializer):
    """An article as a list shows it."""

    category_name = serializers.CharField(source="get_category_display")
    url = serializers.CharField(source="full_url")
    picture = serializers.SerializerMethodField()

    class Meta:
        model = ArticlePage
        fields = [
            "slug",
            "title",
            "introduction",
            "category",
            "category_name",
            "published_on",
            "picture",
            "url",
        ]

    def get_picture(self, article) -> str | None:
        if not article.picture:
            return None
        return self.context["request"].build_absolute_uri(article.picture.file.url)


class BlockSerializer(serializers.Serializer):
    """A piece of an article: its kind, and its value as plain text, HTML or an object."""

    type = serializers.CharField()
    value = serializers.JSONField()


class ArticleDetailSerializer(ArticleSerializer):
    body = serializers.SerializerMethodField()

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "body"]

    @extend_schema_field(BlockSerializer(many=True))
    def get_body(self, article):
        return [{"type": block.block_type, "value": plain(block)} for block in article.body]


def plain(block):
    """A block's value as other systems can read it, with links that lead somewhere."""
    if block.block_type == "paragraph":
        return expand_db_html(block.value.source)
    return block.block.get_api_representation(block.value)


class NewsViewSet(ReadOnlyModelViewSet):
    """Published articles, newest first."""

    lookup_field = "slug"
    lookup_value_regex = r"[-\w]{1,255}"

    def get_queryset(self):
        return ArticlePage.objects.live().public().newest_first().select_related("picture")

    def get_serializer_class(self):
        return ArticleDetailSerializer if self.action == "retrieve" else ArticleSerializer
