"""What is not public has no row any more; what is knows its year and its place in time."""

from django.db import migrations
from django.utils.timezone import localtime


def keep_the_public(apps, schema_editor):
    SearchDoc = apps.get_model("search", "SearchDoc")
    SearchDoc.objects.filter(is_public=False).delete()
    dated = SearchDoc.objects.exclude(at=None).filter(seconds=0).only("at")
    for doc in dated.iterator(chunk_size=500):
        doc.year, doc.seconds = localtime(doc.at).year, int(doc.at.timestamp())
        doc.save(update_fields=["year", "seconds"])


class Migration(migrations.Migration):
    dependencies = [("search", "0003_facets_and_questions")]
    operations = [migrations.RunPython(keep_the_public, migrations.RunPython.noop)]
