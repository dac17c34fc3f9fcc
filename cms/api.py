"""News for other systems."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from cms.models import ArticlePage, PortalImage
from cms.models.images import fetch_sizes


class ArticleSerializer(serializers.ModelSerializer):
    """An article as a list shows it."""

    category = serializers.SlugRelatedField(source="topic", slug_field="slug", read_only=True)
    category_name = serializers.CharField(source="topic.name", default=None)
    url = serializers.SerializerMethodField()
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
        return self.address_of(article.picture)

    def get_url(self, article) -> str:
        return self.absolute(article.url)

    def address_of(self, picture: PortalImage | None) -> str | None:
        return self.absolute(picture.public_url) if picture else None

    def absolute(self, url: str) -> str:
        return self.context["request"].build_absolute_uri(url)


class BlockSerializer(serializers.Serializer):
    """A piece of an article: its kind, and its value as plain text, HTML or an object."""

    type = serializers.CharField()
    value = serializers.JSONField()


class ArticleDetailSerializer(ArticleSerializer):
    """A whole article."""

    body = serializers.SerializerMethodField()

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "body"]

    @extend_schema_field(BlockSerializer(many=True))
    def get_body(self, article):
        """Each block as its kind tells it: links, files and pictures lead somewhere."""
        fetch_sizes(article.pictures, article.shapes)
        return [
            {
                "type": block.block_type,
                "value": block.block.get_api_representation(block.value, context=self.context),
            }
            for block in article.body
        ]


class NewsViewSet(ReadOnlyModelViewSet):
    """Published articles, newest first, as they were written first."""

    lookup_field = "slug"
    lookup_value_regex = r"[-\w]{1,255}"

    def get_queryset(self):
        articles = ArticlePage.objects.published().in_first_language().newest_first()
        return articles.select_related("picture", "topic").with_sizes()

    def get_serializer_class(self):
        return ArticleDetailSerializer if self.action == "retrieve" else ArticleSerializer
