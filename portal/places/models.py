"""Where things are: provinces, communes with the days they exist, and the units they came from."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import today
from portal.common.vietnamese import fold, nfc, sort_key

CODE_LENGTH = 5
five_digits = RegexValidator(r"^\d{5}\Z", _("The code of a commune has five digits."))


class Province(models.Model):
    """A province or city of the first level; former ones keep their code and their last day."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class CommuneQuerySet(models.QuerySet):
    def on(self, day) -> "CommuneQuerySet":
        """The communes that exist on this day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def current(self) -> "CommuneQuerySet":
        return self.on(today())

    def local(self) -> "CommuneQuerySet":
        """The communes of the former Sóc Trăng province: where this portal serves."""
        return self.filter(is_local=True)

    def local_first(self) -> "CommuneQuerySet":
        return self.order_by("-is_local", "sort_key", "code")

    def with_old_names(self) -> "CommuneQuerySet":
        """Each with what it was formed from, in two questions."""
        return self.prefetch_related("formed_from")


class Commune(models.Model):
    """A phường or a xã; its code never changes, its life has two ends."""

    class Kind(models.TextChoices):
        WARD = "phuong", _("Ward")
        COMMUNE = "xa", _("Rural commune")

    code = models.CharField(
        _("code"), max_length=CODE_LENGTH, unique=True, validators=[five_digits]
    )
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    province = models.ForeignKey(Province, models.PROTECT, verbose_name=_("province"))
    former_province = models.CharField(_("former province"), max_length=100, blank=True)
    is_local = models.BooleanField(_("served by this portal"), default=False)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))
    bbox = models.JSONField(
        _("bounding box"), default=list, help_text=_("West, south, east, north.")
    )
    area_km2 = models.FloatField(_("area (km²)"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    folded = models.CharField(max_length=100, editable=False, db_index=True)
    sort_key = models.CharField(max_length=300, editable=False, db_index=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="commune_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A commune cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="commune_is_on_earth",
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                violation_error_message=_("A latitude or longitude lies outside the world."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.fold_names()
        super().save(*args, **kwargs)

    def fold_names(self) -> None:
        """Fill in what is searched and sorted by; bulk operations call it themselves."""
        self.name = nfc(self.name)
        self.folded = fold(self.name)
        self.sort_key = sort_key(self.name)


class OldUnit(models.Model):
    """A commune of before 1 July 2025, and the one it is part of today."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, validators=[five_digits])
    name = models.CharField(_("name"), max_length=100)
    old_district = models.CharField(_("old district"), max_length=100)
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="formed_from", verbose_name=_("commune today")
    )
    valid_to = models.DateField(_("valid to"))
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("old unit")
        verbose_name_plural = _("old units")
        ordering = ["old_district", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="old_unit_code_once",
                violation_error_message=_("This old unit already belongs to a commune."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.old_district}"

    def save(self, *args, **kwargs):
        self.fold_names()
        super().save(*args, **kwargs)

    def fold_names(self) -> None:
        """Fill in what is searched by; bulk operations call it themselves."""
        self.name, self.old_district = nfc(self.name), nfc(self.old_district)
        self.folded = fold(f"{self.name} {self.old_district}")


class Boundary(models.Model):
    """A commune's outline as the administration drew it; the portal works without one."""

    commune = models.OneToOneField(
        Commune, models.CASCADE, related_name="boundary", verbose_name=_("commune")
    )
    geometry = models.JSONField(
        _("outline"), help_text=_("A GeoJSON polygon or multipolygon, longitude before latitude.")
    )

    class Meta:
        verbose_name = _("boundary")
        verbose_name_plural = _("boundaries")
        ordering = ["commune"]

    def __str__(self) -> str:
        return str(self.commune)
