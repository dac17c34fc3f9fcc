from django.db import migrations


def show_the_first(apps, schema_editor):
    """A copy of a copy is one of what both show."""
    page = apps.get_model("wagtailcore", "Page")
    while chained := list(page.objects.filter(alias_of__alias_of__isnull=False)):
        for one in chained:
            one.alias_of_id = one.alias_of.alias_of_id
            one.save(update_fields=["alias_of"])


class Migration(migrations.Migration):
    dependencies = [("cms", "0019_day_of_articles")]
    operations = [migrations.RunPython(show_the_first, migrations.RunPython.noop)]
