from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_categories_become_topics")]
    operations = [migrations.RemoveField(model_name="articlepage", name="category")]
