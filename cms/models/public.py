"""Which pages a reader may be shown, and in which language."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, When
from django.utils.translation import get_language
from wagtail.models import Page, PageQuerySet, PageViewRestriction

from cms.models.topics import Topic
from cms.skeleton import closed_paths

FIRST = Q(locale__language_code=settings.LANGUAGE_CODE)


class PublicPageQuerySet(PageQuerySet):
    def published(self) -> "PublicPageQuerySet":
        """Those everyone may read; as Wagtail's `public`, without a question beforehand, and
        without the copies of what is closed.
        """
        path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        itself = Q(path__startswith=F("page__path"))
        source = Q(path__startswith=F("page__aliases__path"))
        closed = PageViewRestriction.objects.alias(path=path).filter(itself | source)
        return self.live().exclude(Exists(closed))

    def published_to_count(self) -> "PublicPageQuerySet":
        """The same in two questions: of very many pages a database sooner looks at each address
        than, for each, at all that are closed.
        """
        open_pages = self.live()
        for path in closed_paths():
            open_pages = open_pages.exclude(path__startswith=path)
        return open_pages

    def about(self, topic: Topic | None) -> "PublicPageQuerySet":
        """Of pages that have a topic, those of this one; none narrows nothing."""
        return self.filter(topic=topic) if topic else self

    def beside(self, page: Page) -> "PublicPageQuerySet":
        """Those in the language of this page: what it lists speaks as it does.

        Nothing is added to the key so that no database begins at the index of languages, where
        nearly all pages stand under one: it would sort them all.
        """
        key = ExpressionWrapper(F("locale_id") + 0, output_field=models.IntegerField())
        return self.alias(language_key=key).filter(language_key=page.locale_id)

    def in_first_language(self) -> "PublicPageQuerySet":
        """Those from which the others are translated: each thing once."""
        return self.filter(FIRST)

    def in_frame(self) -> "PublicPageQuerySet":
        """Those in the language being read."""
        return self.filter(locale__language_code=get_language())

    def nearest(self) -> "PublicPageQuerySet":
        """Those in the language being read, then those that stand in for a translation."""
        read = Q(locale__language_code=get_language())
        return self.filter(read | FIRST).order_by(Case(When(read, then=0), default=1))
