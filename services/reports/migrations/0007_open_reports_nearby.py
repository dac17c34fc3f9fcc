from django.db import migrations, models
from django.db.models import Q

OPEN_TO_ALL = Q(is_listed=True, closed_at=None)
NEIGHBOURS = {"report_open_tile": ["tile", "commune"], "report_open_commune": ["commune"]}


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_words_index_and_tally_mark")]

    operations = [
        migrations.AddIndex(
            "report",
            models.Index(fields=[*by, "-created_at", "-id"], condition=OPEN_TO_ALL, name=name),
        )
        for name, by in NEIGHBOURS.items()
    ]
