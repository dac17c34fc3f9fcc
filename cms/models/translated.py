"""In which languages a page is read, and where.

A page speaks one language, its own; the frame around it speaks its reader's. Everything is
written in the first language, and such a page stands in wherever its translation is missing.
"""

from django.conf import settings
from django.db import models
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from wagtail.models import Locale, Page

from cms.skeleton import is_closed, until_published
from portal.common.languages import home_url, in_frame


class Translated(models.Model):
    """A page that knows its translations."""

    _addresses: dict[str, str] | None = None

    class Meta:
        abstract = True

    @cached_property
    def languages(self) -> dict[int, str]:
        """Those in which pages are written, by the keys that pages have of them."""
        return until_published("languages", languages_by_key)

    @cached_property
    def language(self) -> str:
        """The language of its words."""
        return self.languages.get(self.locale_id) or self.locale.language_code

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
        """Where it is read, by language, as far as it is written in it; looked up once."""
        if self._addresses is None:
            with override(self.language):
                own = {self.language: self.get_url(request)}
            self._addresses = own | self.addresses_of_translations(request)
        return self._addresses

    def addresses_of_translations(self, request) -> dict[str, str]:
        """Where those of its translations are that everyone may read."""
        same = Page.objects.filter(translation_key=self.translation_key).order_by()
        found = sorted(same.values_list("locale_id", "path", "pk", "url_path", "live"))
        return {
            self.languages[locale]: Page(pk=pk, url_path=url_path).get_url(request)
            for locale, path, pk, url_path, live in found
            if live and locale != self.locale_id and not is_closed(path)
        }

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


def languages_by_key() -> dict[int, str]:
    return dict(Locale.objects.values_list("pk", "language_code"))
