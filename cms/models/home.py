from django.utils.translation import gettext_lazy as _

from cms import front
from cms.models.base import BasePage


class HomePage(BasePage):
    """The front door: what do you need today?"""

    template = "cms/pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.NewsIndexPage", "cms.StandardPage"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | front.door()
