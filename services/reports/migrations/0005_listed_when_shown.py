from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_derive_what_is_public'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_listed', True), ('is_private', False), ('state__in', ['in_progress', 'merged', 'received', 'resolved', 'waiting'])), models.Q(('is_listed', False), models.Q(('is_private', True), models.Q(('state__in', ['in_progress', 'merged', 'received', 'resolved', 'waiting']), _negated=True), _connector='OR')), _connector='OR'), name='report_is_listed_when_shown', violation_error_message='What everyone may read is listed, and nothing else.'),
        ),
    ]
