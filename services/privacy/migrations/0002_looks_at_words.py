from django.db import migrations, models

CHOICES = [
    ("identity", "Name and contact"),
    ("id_number", "ID number"),
    ("words", "Words as they were written"),
    ("account", "Account"),
    ("request", "Request about data"),
]


class Migration(migrations.Migration):
    """Officers may also look at a report's words as they were written."""

    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="look",
            name="what",
            field=models.CharField(choices=CHOICES, max_length=20, verbose_name="what was seen"),
        ),
    ]
