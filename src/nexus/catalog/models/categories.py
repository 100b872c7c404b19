"""The tree that products stand in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class Category(TenantModel):
    """A node of the tree. `path` and `ancestor_ids` (root first, itself last) are kept by the service
    that moves it."""

    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=80, db_collation="C")
    parent = TenantForeignKey("self", models.RESTRICT, related_name="children", null=True, blank=True)
    path = models.TextField(db_collation="C")
    ancestor_ids = ArrayField(models.UUIDField())
    position = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "categories"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="catalog_category_slug"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="catalog_category_not_own_parent"),
        ]
        indexes: ClassVar = [models.Index(fields=["tenant_id", "path", "id"], name="catalog_category_path")]

    def __str__(self) -> str:
        return self.path


class FormerCategorySlug(TenantModel):
    """An address that a category had; it leads to the present one."""

    slug = models.CharField(max_length=80, db_collation="C")
    category = TenantForeignKey(Category, models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="catalog_former_category_slug")
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "category"], name="catalog_former_of_category")
        ]

    def __str__(self) -> str:
        return self.slug
