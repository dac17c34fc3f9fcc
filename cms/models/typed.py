from django.core.exceptions import ValidationError
from django.db import models

from portal.common.text import read_line, read_paragraphs


class Typed(models.Model):
    """Words an editor types come through the same door as all others: readable, in one spelling."""

    typed_lines: tuple[str, ...] = ()
    typed_paragraphs: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        readers = dict.fromkeys(self.typed_lines, read_line)
        readers |= dict.fromkeys(self.typed_paragraphs, read_paragraphs)
        unreadable = {}
        for name, read in readers.items():
            try:
                setattr(self, name, read(getattr(self, name)))
            except ValidationError as error:
                unreadable[name] = error
        if unreadable:
            raise ValidationError(unreadable)
