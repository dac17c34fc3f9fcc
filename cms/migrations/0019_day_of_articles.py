from django.db import migrations, models

from portal.common.moments import now


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0018_syllables_of_articles"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="dated_by_hand",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AlterField(
            model_name="articlepage",
            name="published_on",
            field=models.DateTimeField(
                db_index=True,
                default=now,
                help_text="The day readers see. Empty: the moment it comes out.",
                verbose_name="date",
            ),
        ),
    ]
