"""On PostgreSQL, an index by groups of three letters, so that "%word%" need not read every row."""

from django.db import DatabaseError, migrations, transaction

NOTICE = (
    "\n    pg_trgm could not be switched on ({error}); the search works, reading every row. A database "
    "administrator may run\n    CREATE EXTENSION pg_trgm; CREATE INDEX {index} ON search_searchdoc "
    "USING gin (folded gin_trgm_ops);"
)
INDEX = "search_searchdoc_folded_trgm"


def add_index(apps, schema_editor):
    """Nothing on other databases; a notice where the extension is not ours to switch on."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON search_searchdoc "
                "USING gin (folded gin_trgm_ops)"
            )
    except DatabaseError as error:
        print(NOTICE.format(error=str(error).splitlines()[0], index=INDEX))


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(add_index, drop_index, elidable=False)]
