from django.db import migrations

import portal.common.ciphers


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_looks_at_people")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="holder_id_number",
            field=portal.common.ciphers.EncryptedTextField(
                blank=True, default="", verbose_name="holder's ID number"
            ),
        ),
        migrations.DeleteModel(name="DossierLook"),
    ]
