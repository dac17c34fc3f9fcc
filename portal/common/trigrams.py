"""On PostgreSQL, an index by groups of three letters, so that “%word%” need not read every row.

Other databases have none: there a search for words looks through a bounded stretch at a time.
"""

import sys
from typing import Any

from django.db import DatabaseError, migrations, transaction

NOTICE = (
    "\n    pg_trgm could not be switched on ({error}); words are found, reading every row. "
    "A database administrator may run\n    CREATE EXTENSION pg_trgm; {create};\n"
)


def index_of_words(table: str) -> migrations.RunPython:
    """What a migration does for the folded words of a table."""
    name = f"{table}_folded_trgm"
    create = f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin (folded gin_trgm_ops)"

    def add_index(apps: Any, schema_editor: Any) -> None:
        """Nothing on other databases; a notice where the extension is not ours to switch on."""
        connection = schema_editor.connection
        if connection.vendor != "postgresql":
            return
        try:
            with transaction.atomic(connection.alias), connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                cursor.execute(create)
        except DatabaseError as error:
            sys.stdout.write(NOTICE.format(error=str(error).splitlines()[0], create=create))

    def drop_index(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")

    return migrations.RunPython(add_index, drop_index, elidable=False)
