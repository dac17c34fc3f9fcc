"""The looks at dossiers move into the book that holds all looks."""

from django.db import migrations

from portal.common.vietnamese import fold

BATCH = 1000


def move_looks(apps, schema_editor):
    """Copy each look over; those there already stay, so this can be run twice."""
    DossierLook = apps.get_model("dossiers", "DossierLook")
    Look = apps.get_model("privacy", "Look")
    looks = DossierLook.objects.select_related("dossier__agency", "by").order_by("pk")
    last = 0
    while batch := list(looks.filter(pk__gt=last)[:BATCH]):
        there = set(
            Look.objects.filter(at__in=[one.at for one in batch]).values_list("about", "by", "at")
        )
        Look.objects.bulk_create(
            moved
            for moved in (moved_look(Look, one) for one in batch)
            if (moved.about, moved.by_id, moved.at) not in there
        )
        last = batch[-1].pk


def moved_look(Look, one):
    dossier = one.dossier
    about = dossier.code or dossier.reference
    return Look(
        subject_id=dossier.holder_id,
        about=about,
        what="identity",
        by_id=one.by_id,
        agency_id=dossier.agency_id,
        at=one.at,
        folded=fold(f"{about} {one.by.name} {dossier.agency.name}"),
    )


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial"), ("privacy", "0001_initial")]

    operations = [migrations.RunPython(move_looks, migrations.RunPython.noop)]
