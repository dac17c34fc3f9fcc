from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_remove_is_public")]
    operations = [
        migrations.RemoveIndex(model_name="searchdoc", name="search_doc_newest"),
        migrations.AddField(
            model_name="searchdoc",
            name="language",
            field=models.CharField(blank=True, default="", editable=False, max_length=10),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="searchdoc",
            index=models.Index(
                fields=["-seconds", "id", "kind", "topic", "year", "language"],
                name="search_doc_newest",
            ),
        ),
    ]
