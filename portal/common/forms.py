"""Forms that answer kindly: what our fields read and refuse, and how they ask to be drawn."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget, Input
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.common.phones import NOT_A_PHONE, read_phone, show_phone
from portal.common.text import is_readable, read_line, read_paragraphs
from portal.common.uploads import CleanPhoto, clean_photos

PHOTO_TYPES = "image/jpeg,image/png,image/webp,image/heic"
DJANGO_ASKS = forms.Field.default_error_messages["required"]
CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, ""),
    (Input, "govuk-input"),
]


class LineField(forms.CharField):
    """One line of readable words, without stray space."""

    default_error_messages = {
        "max_length": _("Shorten this to %(limit_value)d characters; it has %(show_value)d now."),
        "min_length": _("Say a little more: at least %(limit_value)d characters."),
    }
    read = staticmethod(read_line)

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(self.read(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: a browser would cut what is pasted without a word."""
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if not name.endswith("length")}


class ParagraphsField(LineField):
    """Readable words in paragraphs."""

    widget = forms.Textarea(attrs={"rows": 5})
    read = staticmethod(read_paragraphs)

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(max_length=max_length or 4000, **options)


class PhoneField(forms.CharField):
    """A telephone number of Vietnam, written anyhow; its value is +84912345678."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    default_error_messages = {"invalid": NOT_A_PHONE}

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return typed
        phone = read_phone(read_line(typed))
        if phone is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return phone

    def prepare_value(self, value: Any) -> Any:
        return show_phone(value) if isinstance(value, str) else value


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.Field):
    """A few photos, cleaned; each that cannot be cleaned is named in its own sentence."""

    widget = PhotosInput(attrs={"accept": PHOTO_TYPES})

    def to_python(self, value: Any) -> list[CleanPhoto]:
        return clean_photos(value if isinstance(value, list) else [value] if value else [])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class ModelChoiceField(forms.ModelChoiceField):
    """A choice among rows that never asks the database about what it could not store."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and not is_readable(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class ModelMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Several of them, as carefully."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple) and not all(map(is_readable, value)):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(value)


OUR_FIELDS: dict[type[models.Field], type[forms.Field]] = {
    models.CharField: LineField,
    models.TextField: ParagraphsField,
    models.ForeignKey: ModelChoiceField,
}


def our_formfield(db_field: models.Field, **options: Any) -> forms.Field | None:
    """The form field of a model's field, by way of our own kinds."""
    if ours := OUR_FIELDS.get(type(db_field)):
        options = {"form_class": ours, **options}
    return db_field.formfield(**options)


class PortalBoundField(BoundField):
    """A field that asks to be drawn by our design."""

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if drawn := _class_of(widget):
            error = f"{drawn}--error" if self.errors else ""
            classes = [drawn, error, widget.attrs.get("class"), attrs.get("class")]
            attrs["class"] = " ".join(filter(None, classes))
        return attrs


class PortalFormMixin(forms.BaseForm):
    """Draws fields by our design, and asks for what is missing in our own words."""

    bound_field_class: type[BoundField] | None = PortalBoundField
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == DJANGO_ASKS:
                field.error_messages["required"] = _ask_for(field, self[name].label)


class PortalForm(PortalFormMixin, forms.Form):
    """A form of ours."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """A form of ours over a model; its words come in by our fields unless it says otherwise."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if hasattr(cls, "Meta") and not hasattr(cls.Meta, "formfield_callback"):
            cls.Meta.formfield_callback = our_formfield


def _class_of(widget: forms.Widget) -> str:
    """The design's class for a kind of widget; what one ticks is drawn by its list."""
    if widget.is_hidden:
        return ""
    return next((name for kind, name in CLASSES if isinstance(widget, kind)), "")


def _ask_for(field: forms.Field, label: Any) -> str:
    """The sentence for an answer that is missing."""
    if isinstance(field.widget, forms.CheckboxInput):
        sentence = gettext("Tick “%(label)s” to go on.")
    elif isinstance(field.widget, ChoiceWidget | forms.FileInput):
        sentence = gettext("Choose “%(label)s”.")
    else:
        sentence = gettext("Fill in “%(label)s”.")
    return sentence % {"label": label}
