"""PostgreSQL gets its index by groups of letters where we may make one; nothing fails elsewhere."""

import pytest
from django.db import connection

from portal.common.trigrams import index_of_words

INDEX = "reports_report_folded_trgm"
ON_POSTGRESQL = connection.vendor == "postgresql"

pytestmark = pytest.mark.django_db


def add_index() -> None:
    with connection.schema_editor() as editor:
        index_of_words("reports_report").code(None, editor)


def has_index() -> bool:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "reports_report")
    return INDEX in found


@pytest.mark.skipif(ON_POSTGRESQL, reason="about every other database")
@pytest.mark.django_db(transaction=True)
def test_other_databases_need_none():
    add_index()
    assert not has_index()


@pytest.mark.skipif(not ON_POSTGRESQL, reason="about PostgreSQL")
def test_postgresql_has_it_and_making_it_again_changes_nothing():
    assert has_index()
    add_index()
    assert has_index()


@pytest.mark.skipif(not ON_POSTGRESQL, reason="about PostgreSQL")
def test_without_the_right_to_make_it_a_notice_is_enough(capsys):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {INDEX}")
        cursor.execute("CREATE ROLE modest NOLOGIN")
        cursor.execute("SET LOCAL ROLE modest")
    add_index()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert not has_index()
    assert "pg_trgm" in capsys.readouterr().out
