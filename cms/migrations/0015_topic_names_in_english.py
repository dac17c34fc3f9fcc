from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0011_topic_life_event_programme_pages")]
    operations = [
        migrations.AddField(
            model_name="topic",
            name="name_en",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Readers of English see it. Empty: the Vietnamese name.",
                max_length=60,
                verbose_name="name in English",
            ),
            preserve_default=False,
        ),
    ]
