from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0018_sources_and_field_actions")]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["due_at", "id"],
                condition=models.Q(closed_at=None, state="submitted", spam_points__gte=50),
                name="report_perhaps_spam",
            ),
        ),
    ]
