"""In which languages a page is read, and where.

A page speaks one language, its own; the frame around it speaks its reader's. Everything is
written in the first language, and such a page stands in wherever its translation is missing.
"""

from django.conf import settings
from django.db import models
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from cms.skeleton import is_closed
from portal.common.languages import home_url, in_frame


class Translated(models.Model):
    """A page that knows its translations."""

    class Meta:
        abstract = True

    @cached_property
    def versions(self) -> list[Page]:
        """This page and those of its translations that everyone may read."""
        same = Page.objects.live().filter(translation_key=self.translation_key)
        pages = same.select_related("locale").only("path", "url_path", "locale__language_code")
        return [page for page in pages if page.pk == self.pk or not is_closed(page.path)]

    @cached_property
    def language(self) -> str:
        """The language of its words."""
        own = next((one for one in self.versions if one.pk == self.pk), self)
        return own.locale.language_code

    @property
    def is_first(self) -> bool:
        """Whether it is written in the language that translations come from."""
        return self.language == settings.LANGUAGE_CODE

    @cached_property
    def first(self):
        """The page it translates; itself where it translates none."""
        if self.is_first:
            return self
        pages = type(self).objects.in_first_language()
        return pages.filter(translation_key=self.translation_key).first() or self

    @property
    def words_in(self) -> str:
        """The language of its words where the frame speaks another; else nothing."""
        return "" if self.language == get_language() else self.language

    def addresses(self, request) -> dict[str, str]:
        """Where it is read, by language, as far as it is written in it."""
        return {one.locale.language_code: one.get_url(request) for one in self.versions}

    def read_in(self, request) -> dict[str, str]:
        """The same; without the page it translates, the first language begins at its home."""
        begins = {} if self.is_first else {settings.LANGUAGE_CODE: home_url(settings.LANGUAGE_CODE)}
        return begins | self.addresses(request)

    def get_url_parts(self, request=None):
        """In the frame's language, in which a page that is not translated is read as well."""
        parts = super().get_url_parts(request)
        return (*parts[:2], in_frame(parts[2])) if parts and parts[2] else parts

    def translation_for(self, request) -> str | None:
        """Where this stands in the language being read, if not here."""
        return self.addresses(request).get(get_language()) if self.words_in else None

    def serve(self, request, *args, **kwargs):
        """Where a translation stands at another address, it is shown there."""
        translation = self.translation_for(request)
        return redirect(translation) if translation else super().serve(request, *args, **kwargs)
