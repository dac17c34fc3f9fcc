"""Which news a feed brings: all of it, a topic's, a commune's, or a commune's of a topic."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from cms.alerts.forms import AreaForm
from cms.models.topics import Topic
from portal.common.forms import ModelChoiceField

TOPIC, COMMUNE = "chuyen-muc", "xa"  # As the list of news and the alerts call them.


class FeedForm(AreaForm):
    """A topic and a commune, or all of them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[TOPIC] = ModelChoiceField(
            Topic.objects.all(),
            to_field_name="slug",
            label=_("Topic"),
            required=False,
            empty_label=_("All"),
        )
        self.order_fields([TOPIC, COMMUNE])

    def offer(self, topics: list[Topic]) -> None:
        """Show these topics, which the page knows already, without asking for them again."""
        all_of_them = ("", self.fields[TOPIC].empty_label)
        self.fields[TOPIC].choices = [all_of_them, *[(one.slug, one.label) for one in topics]]

    @property
    def chosen(self) -> dict:
        """What was chosen, by its name in the address."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_words(self) -> str:
        return ", ".join(map(str, self.chosen.values()))

    def narrow(self, address: str, *names: str) -> str:
        """An address that asks the same; of what it can ask, if it cannot ask all of it."""
        asked = {
            name: value.slug if name == TOPIC else value.code
            for name, value in self.chosen.items()
            if name in (names or self.fields)
        }
        return f"{address}?{urlencode(asked)}" if asked else address
