from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0006_alerts_as_they_were_told'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level__in', ('warning', 'emergency')), _negated=True), ('ends_at__isnull', False), _connector='OR'), name='alert_that_is_grave_ends', violation_error_message='A warning or an emergency needs an end.'),
        ),
    ]
