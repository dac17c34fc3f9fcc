"""The row up to which reports are counted; and an index for words in the middle of texts."""

from django.db import migrations, models

from portal.common.trigrams import index_of_words


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
        index_of_words("reports_report"),
    ]
