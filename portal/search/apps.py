from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from portal.search.word_index import build


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(build_word_index, sender=self)


def build_word_index(sender, using, **kwargs) -> None:
    """The index of words is no model's, so no migration keeps it."""
    build(using)
