from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_agencies_as_a_tree'),
        ('procedures', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='procedure',
            name='agencies',
            field=models.ManyToManyField(blank=True, help_text='Tick none, and the one-stop desk of each commune receives it.', related_name='procedures', to='accounts.agency', verbose_name='received by'),
        ),
    ]
