from django.db import migrations

from portal.common.trigrams import index_of_words


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [index_of_words("search_searchdoc")]
