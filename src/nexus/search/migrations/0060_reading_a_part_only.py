"""What lets a list, a search or a suggestion read a part of a huge shop only: samples, best postings, words alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0051_changes'),
    ]

    operations = [
        # Filled without an UPDATE, which row-level security would keep from every row: computed once, plain from then on.
        migrations.RunSQL(
            """
            ALTER TABLE search_placement ADD COLUMN sample smallint NOT NULL GENERATED ALWAYS AS (
              CASE WHEN get_byte(uuid_send(document_id), 15) & 15 <> 0 THEN 0
                WHEN get_byte(uuid_send(document_id), 15) & 63 <> 0 THEN 1
                WHEN get_byte(uuid_send(document_id), 15) <> 0 THEN 2 ELSE 3 END) STORED;
            ALTER TABLE search_placement ALTER COLUMN sample DROP EXPRESSION;
            """,
            "ALTER TABLE search_placement DROP COLUMN sample",
            state_operations=[
                migrations.AddField(model_name='placement', name='sample', field=models.SmallIntegerField())
            ],
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(condition=models.Q(('sample__gte', 1)), fields=['tenant_id', 'shelf_id', 'sample', 'document_id'], name='search_placement_sample'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(models.F('tenant_id'), models.F('term'), models.OrderBy(models.F('weight'), descending=True), models.OrderBy(models.F('document_id'), descending=True), condition=models.Q(('weight__gte', 1000)), name='search_posting_best'),
        ),
        migrations.AddIndex(
            model_name='spelling',
            index=models.Index(condition=models.Q(('word', models.F('key'))), fields=['tenant_id', 'key'], name='search_spelling_word'),
        ),
    ]
