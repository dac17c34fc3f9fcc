"""Events from before: each report's history becomes a chain, in the order in which it was written."""

from django.db import migrations

from services.reports.history import seal_unsealed


def seal(apps, schema_editor):
    """Can be run twice: what is sealed stays as it is."""
    seal_unsealed(
        apps.get_model("reports", "Report").objects, apps.get_model("reports", "ReportEvent").objects
    )


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0009_officers_days_and_history'),
    ]

    operations = [
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
