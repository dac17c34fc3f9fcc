"""Fill in what people and agencies are searched and sorted by, and the first identifier codes."""

from django.db import migrations

from portal.accounts.codes import Scheme, squeezed
from portal.accounts.models.agencies import ORDER, SHORT_KEY
from portal.accounts.models.users import spoken
from portal.common.vietnamese import fold, sort_key

BATCH = 2_000


def fold_people(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects
    batch = []
    for user in users.order_by("pk").iterator(chunk_size=BATCH):
        numbers = (spoken(user.phone), spoken(user.unconfirmed_phone))
        user.folded = fold(" ".join([user.name, user.email or "", *numbers]))[:500]
        batch.append(user)
        if len(batch) == BATCH:
            users.bulk_update(batch, ["folded"])
            batch = []
    users.bulk_update(batch, ["folded"])


def place_agencies(apps, schema_editor):
    agencies = {one.pk: one for one in apps.get_model("accounts", "Agency").objects.all()}
    for agency in agencies.values():
        line = above(agency, agencies)
        agency.folded = fold(agency.name)[:250]
        agency.depth = len(line) - 1
        agency.tree_key = "".join(map(segment, line))[:1000]
        agency.save(update_fields=["folded", "depth", "tree_key"])


def above(agency, agencies):
    """From the top down to this one."""
    line = [agency]
    while line[0].parent_id and agencies[line[0].parent_id] not in line:
        line.insert(0, agencies[line[0].parent_id])
    return line


def segment(agency):
    key = sort_key(agency.name)[:SHORT_KEY]
    return f"{ORDER[agency.kind]}{key}{squeezed(agency.code).lower()}00"


def record_codes(apps, schema_editor):
    codes = apps.get_model("accounts", "AgencyCode").objects
    for agency in apps.get_model("accounts", "Agency").objects.select_related("commune"):
        since = agency.commune.valid_from if agency.commune else agency.created_at.date()
        codes.get_or_create(
            agency=agency,
            code=agency.code,
            defaults={
                "squeezed": squeezed(agency.code),
                "scheme": Scheme.of(agency.code),
                "valid_from": since,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_agencies_as_a_tree"), ("places", "0001_initial")]

    operations = [
        migrations.RunPython(fold_people, migrations.RunPython.noop),
        migrations.RunPython(place_agencies, migrations.RunPython.noop),
        migrations.RunPython(record_codes, migrations.RunPython.noop),
    ]
