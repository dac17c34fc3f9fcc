"""The index of what stands below a page goes by an expression, so that only the editor's tree is
read by it. SQLite keeps no statistics: it took the plain depth for as telling as an address, and
walked all the news to find one article.
"""

from django.db import migrations

OLD, NEW = "cms_page_below", "cms_page_at_level"
NEWEST = "latest_revision_created_at DESC"
NULLS = {"postgresql": " NULLS LAST"}  # SQLite has them last by itself, and refuses the words.


def go_by_level(apps, schema_editor):
    replace(schema_editor, OLD, NEW, "(depth + 0)")


def go_by_depth(apps, schema_editor):
    replace(schema_editor, NEW, OLD, "depth")


def replace(schema_editor, old, new, level):
    nulls = NULLS.get(schema_editor.connection.vendor, "")
    schema_editor.execute(f"DROP INDEX IF EXISTS {old}")
    schema_editor.execute(
        f"CREATE INDEX IF NOT EXISTS {new} ON wagtailcore_page ({level}, {NEWEST}{nulls}, path)"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0016_links_and_what_moved_in"),
    ]

    operations = [
        migrations.RunPython(go_by_level, go_by_depth, elidable=False),
    ]
