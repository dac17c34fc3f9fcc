from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0013_editors_forms")]
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
