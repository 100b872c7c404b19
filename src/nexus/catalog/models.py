"""Categories, products, variants, images, reviews. No price and no stock: those have contexts of their
own."""

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


class ProductStatus(models.TextChoices):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Product(TenantModel):
    """What a vendor offers. The vendor's name and whether it may sell are copies that follow its events."""

    vendor_id = models.UUIDField()
    vendor_name = models.CharField(max_length=120)
    vendor_may_sell = models.BooleanField(default=True)
    slug = models.CharField(max_length=120, db_collation="C")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    status = models.CharField(max_length=12, choices=ProductStatus, default=ProductStatus.PUBLISHED)
    category = TenantForeignKey(Category, models.RESTRICT, related_name="products")
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
                condition=Q(review_count__gte=0)
                & Q(rating_sum__gte=F("review_count"))
                & Q(rating_sum__lte=F("review_count") * 5),
                name="catalog_product_rating",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "vendor_id", "id"], name="catalog_product_vendor")
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

    def __str__(self) -> str:
        return self.sku


class ProductImage(TenantModel):
    """A verified picture; `file` is its key in the media storage and contains the tenant."""

    product = TenantForeignKey(Product, models.CASCADE, related_name="images")
    file = models.CharField(max_length=200)
    width = models.IntegerField()
    height = models.IntegerField()
    alt = models.CharField(max_length=200, blank=True, default="")
    position = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(width__gt=0) & Q(height__gt=0), name="catalog_image_size")
        ]

    def __str__(self) -> str:
        return self.file


class Review(TenantModel):
    """One buyer's opinion of a product; `author_name` is what the public sees."""

    product = TenantForeignKey(Product, models.CASCADE, related_name="reviews")
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=80)
    rating = models.SmallIntegerField()
    title = models.CharField(max_length=120, blank=True, default="")
    comment = models.TextField()
    verified_purchase = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "product", "author_id"], name="catalog_review_once"),
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="catalog_review_rating"),
        ]
        indexes: ClassVar = [models.Index(fields=["tenant_id", "product", "id"], name="catalog_review_list")]

    def __str__(self) -> str:
        return f"{self.rating} stars by {self.author_name}"
