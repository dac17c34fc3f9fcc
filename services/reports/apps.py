from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ReportsConfig(AppConfig):
    name = "services.reports"
    label = "reports"
    verbose_name = pgettext_lazy("of residents", "Reports")
    default_auto_field = "django.db.models.BigAutoField"
