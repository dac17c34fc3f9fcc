"""Reports from before: what everyone may read of them, where they lie, whether they are listed."""

from django.db import migrations
from django.db.models import Q

from portal.common.batches import batches
from portal.common.mentions import mask
from portal.common.vietnamese import fold
from portal.places.tiles import tile_of

SHOWN = ["received", "in_progress", "waiting", "resolved", "merged"]
DERIVED = ["public_description", "public_address", "folded", "tile"]


def derive(apps, schema_editor):
    """Can be run twice: it works out the same again."""
    reports = apps.get_model("reports", "Report").objects.order_by()
    listed = Q(is_private=False, state__in=SHOWN)
    reports.filter(listed).update(is_listed=True)
    reports.exclude(listed).update(is_listed=False)
    for some in batches(reports.select_related("category", "commune")):
        rows = list(some)
        for report in rows:
            derive_one(report)
        reports.bulk_update(rows, DERIVED)


def derive_one(report):
    report.public_description = mask(report.description)
    report.public_address = mask(report.address)
    place = f"{report.commune.name} {report.public_address}"
    words = f"{report.category.name} {place} {report.public_description}"
    report.folded = fold(f"{report.reference} {words}")
    if report.lat is not None and report.lon is not None:
        report.tile = tile_of(report.lat, report.lon)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_following_judging_and_lists'),
    ]

    operations = [
        migrations.RunPython(derive, migrations.RunPython.noop),
    ]
