"""Only public things have rows; and the index of words serves in place of trigrams."""

from django.db import migrations


def drop_trigrams(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_searchdoc_folded_trgm")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_only_what_is_public")]
    operations = [
        migrations.RemoveField(model_name="searchdoc", name="is_public"),
        migrations.RunPython(drop_trigrams, migrations.RunPython.noop),
    ]
