"""The search in the admin: what comes first for which questions, and what was asked in vain."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.search.models import Promotion, UnansweredQuestion


class PromotionViewSet(SnippetViewSet):
    model = Promotion
    icon = "pick"
    list_display = ["title", "words", "url"]
    panels = [FieldPanel("words"), FieldPanel("title"), FieldPanel("text"), FieldPanel("url")]


class UnansweredQuestionViewSet(SnippetViewSet):
    """To be read and cleared away: nobody adds or changes what people asked."""

    model = UnansweredQuestion
    icon = "help"
    list_display = ["words", "times", "first_at", "last_at"]
    panels = [FieldPanel("words", read_only=True), FieldPanel("times", read_only=True)]


class SearchGroup(SnippetViewSetGroup):
    menu_label = _("Search page")
    menu_icon = "search"
    menu_order = 270
    items = (PromotionViewSet, UnansweredQuestionViewSet)


register_snippet(SearchGroup)
