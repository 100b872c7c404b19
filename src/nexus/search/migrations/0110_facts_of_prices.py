"""What a product's price depends on is kept beside it. Documents that were written before have nothing there, and are looked at
the longer way until they are written again."""

from django.db import migrations, models

class Migration(migrations.Migration):

    dependencies = [
        ('search', '0100_documents_as_they_are'),
    ]

    operations = [
        migrations.AddField(
            model_name='productdocument',
            name='facts',
            field=models.JSONField(db_default=models.Value({}, models.JSONField())),
        ),
    ]
