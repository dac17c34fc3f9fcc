from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageViewRestriction

from cms import front
from cms.blocks.sections import SectionsBlock
from cms.models.base import BasePage
from cms.models.body import PiecesField
from cms.models.news import NewsIndexPage
from cms.redirects.middleware import led_on_by_number
from cms.skeleton import until_published


class SectionsField(PiecesField):
    blocks = SectionsBlock


class HomePage(BasePage):
    """The front door: what do you need today?"""

    sections = SectionsField(
        _("sections"),
        blank=True,
        help_text=_("In the order in which they stand. None: the usual ones."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("sections")]
    template = "cms/pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_view_restrictions(self):
        """The front door is never closed, so nobody needs to look."""
        return PageViewRestriction.objects.none()

    @property
    def localized(self):
        """The home page of the language being read, once there is one."""
        language = get_language()
        if language == settings.LANGUAGE_CODE:
            return self
        return until_published(f"home:{self.pk}:{language}", self.find_translation)

    def find_translation(self):
        """As Wagtail finds it: itself, where there is none that is published."""
        return super().localized

    def route(self, request, path_components):
        """What is not translated is shown as it was written, at the address it has there."""
        try:
            return self.route_down(request, path_components)
        except Http404:
            if self.first.pk == self.pk:
                raise
            return self.first.route(request, path_components)

    def route_down(self, request, path_components):
        """As Wagtail does; what only stands on the way is known until the next edition."""
        if len(path_components) < 2:
            return super().route(request, path_components)
        slug, *further = path_components
        found = until_published(f"below:{self.pk}:{slug}", lambda: self.find_below(slug))
        if found is None:
            raise Http404
        found._cached_parent_obj = self
        return found.route(request, further)

    def serve(self, request, *args, **kwargs):
        """Old addresses that were nothing but a number end here, and are led on."""
        return led_on_by_number(request) or super().serve(request, *args, **kwargs)

    def find_below(self, slug: str):
        news = NewsIndexPage.objects.child_of(self).filter(slug=slug).first()
        found = news or self.get_children().filter(slug=slug).first()
        return found and found.specific

    def get_context(self, request, *args, **kwargs):
        sections = self.sections.stream_block.chosen(self.sections)
        shown = front.door(self) | {"sections": sections}
        return super().get_context(request, *args, **kwargs) | shown
