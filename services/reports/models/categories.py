from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.vietnamese import fold


class CategoryGroup(models.Model):
    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("category group")
        verbose_name_plural = _("category groups")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class CategoryQuerySet(models.QuerySet):
    def active(self) -> "CategoryQuerySet":
        return self.filter(is_active=True)

    def search(self, text: str) -> "CategoryQuerySet":
        """Those whose name or keywords hold every word, with or without marks."""
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found


class Category(models.Model):
    """A kind of thing that can be wrong, and how soon it should be put right."""

    group = models.ForeignKey(
        CategoryGroup, models.PROTECT, related_name="categories", verbose_name=_("group")
    )
    code = models.CharField(_("code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=150)
    keywords = models.CharField(_("keywords"), max_length=300, blank=True)
    folded = models.CharField(max_length=500, editable=False, db_index=True)
    target_days = models.PositiveSmallIntegerField(
        _("target"), help_text=_("In working days after the day of the report.")
    )
    is_private = models.BooleanField(
        _("private"), default=False, help_text=_("Only the resident and the officers see it.")
    )
    is_emergency = models.BooleanField(
        _("may be an emergency"),
        default=False,
        help_text=_("Show the emergency numbers before the form is sent."),
    )
    radius_m = models.PositiveSmallIntegerField(
        _("radius"),
        default=100,
        help_text=_("In metres: how near another report may be the same one."),
    )
    needs_pair = models.BooleanField(
        _("needs photos of before and after"),
        default=False,
        help_text=_("Resolved only with a photo of each; the sender's own counts as before."),
    )
    asset = models.CharField(_("asset"), max_length=30, blank=True)
    questions = models.JSONField(_("questions"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)
    agencies = models.ManyToManyField(
        "accounts.Agency",
        blank=True,
        related_name="report_categories",
        verbose_name=_("handled by"),
        help_text=_(
            "Tick none, and each commune's own committee handles it. Tick one, and all goes "
            "there. Of several, the commune's own handles it, else the city."
        ),
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("report category")
        verbose_name_plural = _("report categories")
        ordering = ["group__position", "position", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def agencies_in_words(self) -> str:
        """Who handles it, for a list that has them at hand."""
        return ", ".join(agency.name for agency in self.agencies.all())

    def save(self, *args, **kwargs):
        self.folded = fold(f"{self.name} {self.keywords}")
        super().save(*args, **kwargs)
