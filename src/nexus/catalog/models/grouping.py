"""What products share besides a category: brands, and collections that a merchant puts together."""

from typing import ClassVar

from django.db import models

from nexus.platform.tenancy.models import TenantModel


class Brand(TenantModel):
    """Whose name is on the product."""

    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=80, db_collation="C")
    description = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="catalog_brand_slug")
        ]

    def __str__(self) -> str:
        return self.name


class Collection(TenantModel):
    """Products that are shown together, such as gifts or a season."""

    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=80, db_collation="C")
    description = models.TextField(blank=True, default="")
    position = models.IntegerField(default=0)
    is_public = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="catalog_collection_slug")
        ]

    def __str__(self) -> str:
        return self.name
