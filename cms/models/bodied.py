from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.base import BasePage
from cms.models.body import BodyField
from cms.models.images import fetch_sizes
from portal.search.words import folded


class BodiedPage(BasePage):
    """A page with a body: it knows its pictures and the words by which it is found."""

    body = BodyField(_("body"), blank=True)

    class Meta:
        abstract = True

    @property
    def pictures(self) -> list:
        return self.body.stream_block.pictures(self.body)

    @property
    def shapes(self) -> set[str]:
        """Those in which it shows them."""
        return self.body.stream_block.shapes(self.body)

    @property
    def findable_words(self) -> str:
        words = self.body.stream_block.get_searchable_content(self.body)
        return " ".join([super().findable_words, *words])

    def get_context(self, request, *args, **kwargs):
        fetch_sizes(self.pictures, self.shapes)
        return super().get_context(request, *args, **kwargs)


class Folded(models.Model):
    """Found in its own list by the words of its page, with or without marks."""

    folded = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.folded = folded(f"{self.title} {self.findable_words}")
        super().save(*args, **kwargs)
