"""Where a block may lead: https, a telephone, a letter, or a page of ours. Never code."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock, PageChooserBlock

from cms.blocks.chosen import FetchedTogether
from cms.blocks.words import LineBlock
from portal.common.forms import LineField
from portal.common.phones import NOT_A_PHONE, read_phone

LINK = re.compile(
    r"https://[^\s\\/?#@]+(?:[/?#][^\s\\]*)?"
    r"|tel:\+?[0-9][0-9.()-]*"
    r"|mailto:[^\s\\?:@]+@[^\s\\?:@]+(?:\?[^\s\\]*)?"
    r"|/(?![/\\])[^\s\\]*"
)
NOT_A_LINK = _(
    "This link cannot be used. It begins with https://, tel:, mailto: or, for a page of ours, /."
)
HOTLINE = re.compile(r"1022|11[1-5]|1[89]00[0-9]{4,6}")


def is_link(address) -> bool:
    """Whether a reader may be led there."""
    return isinstance(address, str) and bool(LINK.fullmatch(address))


class LinkField(LineField):
    """An address a reader may be led to."""

    def validate(self, value):
        super().validate(value)
        if value and not is_link(value):
            raise ValidationError(NOT_A_LINK, code="link")


class LinkBlock(FieldBlock):
    """An address; one that was stored and may not be used counts as none."""

    def __init__(self, *, required=True, help_text=None, **options):
        super().__init__(**options)
        self.field = LinkField(max_length=500, required=required, help_text=help_text)

    def to_python(self, value):
        return value if is_link(value) else ""

    def normalize(self, value):
        return self.to_python(value)

    def clean(self, value):
        return self.field.clean(value)

    def value_from_form(self, value):
        return value

    class Meta:
        icon = "link-external"
        default = ""


class CallField(LineField):
    """A telephone number as one dials it here, hotlines included."""

    def to_python(self, value):
        typed = super().to_python(value)
        digits = re.sub(r"[ .]", "", typed or "")
        if not typed or HOTLINE.fullmatch(digits):
            return digits
        number = read_phone(typed)
        if number is None:
            raise ValidationError(NOT_A_PHONE, code="invalid")
        return number


class CallBlock(LineBlock):
    """A telephone number one presses to call."""

    def __init__(self, *, required=True, help_text=None, **options):
        super().__init__(max_length=40, **options)
        self.field = CallField(max_length=40, required=required, help_text=help_text)


class LinkedPageBlock(FetchedTogether, PageChooserBlock):
    """A page of ours to lead to."""

    def rows(self):
        return self.model_class.objects.live()

    def get_api_representation(self, value, context=None):
        return value.url if value else None
