"""News for other systems."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet
from wagtail.rich_text import expand_db_html

from cms.models import ArticlePage, PortalImage
from cms.models.images import SIZES

PICTURE = SIZES[0]  # As articles show them; what was uploaded stays private.


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
        return self.absolute(picture.get_rendition(PICTURE).url) if picture else None

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
        return [
            {"type": block.block_type, "value": self.plain(block.block_type, block.value)}
            for block in article.body
        ]

    def plain(self, kind: str, value):
        """A block's value as other systems can read it: links and pictures lead somewhere."""
        if kind == "paragraph":
            return expand_db_html(value.source)
        if kind == "image":
            return dict(value) | {"image": self.address_of(value["image"])}
        if kind == "procedure":
            return dict(value) | {"procedure": value["procedure"] and value["procedure"].code}
        return dict(value) if kind == "quote" else value


class NewsViewSet(ReadOnlyModelViewSet):
    """Published articles, newest first."""

    lookup_field = "slug"
    lookup_value_regex = r"[-\w]{1,255}"

    def get_queryset(self):
        articles = ArticlePage.objects.published().newest_first()
        return articles.select_related("picture", "topic").with_sizes()

    def get_serializer_class(self):
        return ArticleDetailSerializer if self.action == "retrieve" else ArticleSerializer
