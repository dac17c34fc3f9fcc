from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.base import BasePage
from cms.models.body import BodyField
from cms.models.images import fetch_sizes


class StandardPage(BasePage):
    """A page of plain words: who we are, privacy, accessibility."""

    body = BodyField(_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    template = "cms/pages/standard_page.html"
    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @property
    def pictures(self) -> list:
        return self.body.stream_block.pictures(self.body)

    def get_context(self, request, *args, **kwargs):
        fetch_sizes(self.pictures)
        return super().get_context(request, *args, **kwargs)
