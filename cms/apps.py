from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Pages and news")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("cms.signals")  # It listens from here on, in every process.
