"""Products and their variants. No price and no stock: those have contexts of their own."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from nexus.catalog.models.attributes import ProductType
from nexus.catalog.models.categories import Category
from nexus.catalog.models.grouping import Brand, Collection
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class ProductStatus(models.TextChoices):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Product(TenantModel):
    """What a vendor offers. The vendor's name and whether it may sell are copies that follow its events.

    `translations`: `{"es": {"title": ..., "description": ...}}`; title and description are in the tenant's language.
    `publish_at` belongs to the status scheduled. `is_approved`: whether the tenant has let it in, where it asks to.
    """

    vendor_id = models.UUIDField()
    vendor_name = models.CharField(max_length=120)
    vendor_may_sell = models.BooleanField(default=True)
    slug = models.CharField(max_length=120, db_collation="C")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    status = models.CharField(max_length=12, choices=ProductStatus, default=ProductStatus.PUBLISHED)
    category = TenantForeignKey(Category, models.RESTRICT, related_name="products")
    product_type = TenantForeignKey(
        ProductType, models.RESTRICT, related_name="products", null=True, blank=True
    )
    brand = TenantForeignKey(Brand, models.RESTRICT, related_name="products", null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(default=True)
    translations = models.JSONField(default=dict, blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    tax_class = models.CharField(max_length=40, default="standard")
    rating_sum = models.IntegerField(default=0)
    review_count = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="catalog_product_slug"),
            models.CheckConstraint(
                condition=Q(status__in=ProductStatus.values), name="catalog_product_status"
            ),
            models.CheckConstraint(
                condition=~Q(status=ProductStatus.SCHEDULED) | Q(publish_at__isnull=False),
                name="catalog_product_scheduled",
            ),
            models.CheckConstraint(
                condition=Q(review_count__gte=0)
                & Q(rating_sum__gte=F("review_count"))
                & Q(rating_sum__lte=F("review_count") * 5),
                name="catalog_product_rating",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "vendor_id", "id"], name="catalog_product_vendor"),
            models.Index(
                fields=["tenant_id", "publish_at"],
                condition=Q(status=ProductStatus.SCHEDULED),
                name="catalog_product_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Variant(TenantModel):
    """What is bought: one choice of options. Each product has one default variant."""

    product = TenantForeignKey(Product, models.CASCADE, related_name="variants")
    sku = models.CharField(max_length=64)
    title = models.CharField(max_length=200, blank=True, default="")
    options = models.JSONField(default=dict, blank=True)
    position = models.IntegerField(default=0)
    weight_grams = models.IntegerField(null=True, blank=True)
    barcode = models.CharField(max_length=20, blank=True, default="")
    is_default = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "sku"], name="catalog_variant_sku"),
            models.UniqueConstraint(
                fields=["tenant_id", "product"],
                condition=Q(is_default=True),
                name="catalog_variant_one_default",
            ),
            models.CheckConstraint(
                condition=Q(weight_grams__isnull=True) | Q(weight_grams__gte=0), name="catalog_variant_weight"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant_id", "barcode"], condition=~Q(barcode=""), name="catalog_variant_barcode"
            )
        ]

    def __str__(self) -> str:
        return self.sku


class ProductCategory(TenantModel):
    """A further category of a product, besides its primary one."""

    product = TenantForeignKey(Product, models.CASCADE, related_name="further_categories")
    category = TenantForeignKey(Category, models.RESTRICT, related_name="further_products")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant_id", "product", "category"], name="catalog_product_category_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.category_id}"


class CollectionItem(TenantModel):
    """A product in a collection."""

    collection = TenantForeignKey(Collection, models.CASCADE, related_name="items")
    product = TenantForeignKey(Product, models.CASCADE, related_name="collection_items")
    position = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant_id", "collection", "product"], name="catalog_collection_item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.collection_id}"


class FormerProductSlug(TenantModel):
    """An address that a product had; it leads to the present one."""

    slug = models.CharField(max_length=120, db_collation="C")
    product = TenantForeignKey(Product, models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="catalog_former_product_slug")
        ]
        indexes: ClassVar = [models.Index(fields=["tenant_id", "product"], name="catalog_former_of_product")]

    def __str__(self) -> str:
        return self.slug
