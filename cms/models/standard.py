from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.base import BasePage
from cms.models.bodied import BodiedPage


class StandardPage(BodiedPage):
    """A page of plain words: who we are, privacy, accessibility."""

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    template = "cms/pages/standard_page.html"
    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
