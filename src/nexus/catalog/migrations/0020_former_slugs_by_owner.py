from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0010_index_of_barcodes")]

    operations = [
        migrations.AddIndex(
            model_name="formercategoryslug",
            index=models.Index(fields=["tenant_id", "category"], name="catalog_former_of_category"),
        ),
        migrations.AddIndex(
            model_name="formerproductslug",
            index=models.Index(fields=["tenant_id", "product"], name="catalog_former_of_product"),
        ),
    ]
