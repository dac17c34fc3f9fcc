from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from services.signin.staff import checks  # noqa: F401 - known to `check --deploy` by being read.


class SigninConfig(AppConfig):
    name = "services.signin"
    label = "signin"
    verbose_name = _("Sign-in")
    default_auto_field = "django.db.models.BigAutoField"
