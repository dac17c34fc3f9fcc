from django.db import migrations


def say_so(apps, schema_editor):
    pages = apps.get_model("search", "SearchDoc").objects.filter(kind__in=["page", "document"])
    pages.filter(language="").update(language="vi")


class Migration(migrations.Migration):
    dependencies = [("search", "0006_language")]
    operations = [migrations.RunPython(say_so, migrations.RunPython.noop)]
