from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_agencies_as_a_tree'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='category',
            name='agencies',
            field=models.ManyToManyField(blank=True, help_text="Tick none, and each commune's own committee handles it. Tick one, and all goes there. Of several, the commune's own handles it, else the city.", related_name='report_categories', to='accounts.agency', verbose_name='handled by'),
        ),
    ]
