"""The row up to which reports are counted; on PostgreSQL, an index for words in the middle of texts.

The same index as the search's (portal/search/migrations/0002_trigram_index.py). SQLite has none:
there a search for words looks through a bounded stretch of reports at a time.
"""

from django.db import DatabaseError, migrations, models, transaction

NOTICE = (
    "\n    pg_trgm could not be switched on ({error}); words are found, reading every row. A database "
    "administrator may run\n    CREATE EXTENSION pg_trgm; CREATE INDEX {index} ON reports_report "
    "USING gin (folded gin_trgm_ops);"
)
INDEX = "reports_report_folded_trgm"


def add_index(apps, schema_editor):
    """Nothing on other databases; a notice where the extension is not ours to switch on."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON reports_report "
                "USING gin (folded gin_trgm_ops)"
            )
    except DatabaseError as error:
        print(NOTICE.format(error=str(error).splitlines()[0], index=INDEX))


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_listed_when_shown")]

    operations = [
        migrations.CreateModel(
            name="TallyMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "until",
                    models.DateTimeField(editable=False, null=True, verbose_name="counted until"),
                ),
            ],
            options={
                "verbose_name": "mark of the tallies",
                "verbose_name_plural": "marks of the tallies",
            },
        ),
        migrations.RunPython(add_index, drop_index, elidable=False),
    ]
