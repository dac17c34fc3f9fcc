"""Two indexes by which lists of very many pages are read from their beginning: a topic's articles,
and what stands below a page in the editor's tree, whose table is Wagtail's."""

from django.db import migrations, models

NAME = "cms_page_below"
NULLS = {"postgresql": " NULLS LAST"}  # SQLite has them last by itself, and refuses the words.


def add_index(apps, schema_editor):
    nulls = NULLS.get(schema_editor.connection.vendor, "")
    schema_editor.execute(
        f"CREATE INDEX IF NOT EXISTS {NAME} ON wagtailcore_page "
        f"(depth, latest_revision_created_at DESC{nulls}, path)"
    )


def drop_index(apps, schema_editor):
    schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0008_documents_events_and_consultations"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["topic", "-published_on"], name="article_of_topic"),
        ),
        migrations.RunPython(add_index, drop_index, elidable=False),
    ]
