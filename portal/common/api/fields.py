"""Words, telephone numbers and photos, read by the API exactly as forms read them."""

from typing import Any

from rest_framework import serializers

from portal.common.phones import NOT_A_PHONE, read_phone
from portal.common.text import is_readable, read_line, read_paragraphs
from portal.common.uploads import CleanPhoto, clean_photos


class LineField(serializers.CharField):
    """One line of readable words."""

    read = staticmethod(read_line)

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_internal_value(self, data: Any) -> str:
        words = self.read(super().to_internal_value(data))
        if not words and not self.allow_blank:
            self.fail("blank")
        return words


class ParagraphsField(LineField):
    """Readable words in paragraphs."""

    read = staticmethod(read_paragraphs)

    def __init__(self, *, max_length: int = 4000, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)


class PhoneField(serializers.CharField):
    """A telephone number of Vietnam, written anyhow; its value is +84912345678."""

    default_error_messages = {"invalid": NOT_A_PHONE}

    def to_internal_value(self, data: Any) -> str:
        phone = read_phone(read_line(super().to_internal_value(data)))
        if phone is None:
            self.fail("invalid")
        return phone


class PhotosField(serializers.ListField):
    """A few photos sent as multipart/form-data, cleaned."""

    child = serializers.FileField(use_url=False)

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"write_only": True, **options})

    def to_internal_value(self, data: Any) -> list[CleanPhoto]:
        return clean_photos(super().to_internal_value(data))


class SlugRelatedField(serializers.SlugRelatedField):
    """A row named by its code; the database is never asked for one it could not store."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, str) and not is_readable(data):
            self.fail("invalid")
        return super().to_internal_value(data)
