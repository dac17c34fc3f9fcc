from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0017_level_of_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="syllables",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
