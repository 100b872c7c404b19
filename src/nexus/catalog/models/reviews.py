"""What buyers say about products, and what others say about that."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nexus.catalog.models.products import Product
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class ReviewStatus(models.TextChoices):
    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"


class Review(TenantModel):
    """One buyer's opinion of a product; `author_name` is what the public sees.

    Only published ones count in the product's rating. `answer` is the seller's; `reason` is why staff refused it.
    """

    product = TenantForeignKey(Product, models.CASCADE, related_name="reviews")
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=80)
    rating = models.SmallIntegerField()
    title = models.CharField(max_length=120, blank=True, default="")
    comment = models.TextField()
    verified_purchase = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=ReviewStatus, default=ReviewStatus.PUBLISHED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    helpful_count = models.IntegerField(default=0)
    unhelpful_count = models.IntegerField(default=0)
    report_count = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "product", "author_id"], name="catalog_review_once"),
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="catalog_review_rating"),
            models.CheckConstraint(condition=Q(status__in=ReviewStatus.values), name="catalog_review_status"),
            models.CheckConstraint(
                condition=Q(helpful_count__gte=0) & Q(unhelpful_count__gte=0) & Q(report_count__gte=0),
                name="catalog_review_voices",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "product", "id"], name="catalog_review_list"),
            models.Index(fields=["tenant_id", "status", "id"], name="catalog_review_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.rating} stars by {self.author_name}"


class ReviewVote(TenantModel):
    """Whether somebody found a review helpful."""

    review = TenantForeignKey(Review, models.CASCADE, related_name="votes")
    voter_id = models.UUIDField()
    is_helpful = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "review", "voter_id"], name="catalog_vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.is_helpful} on {self.review_id}"


class ReviewReport(TenantModel):
    """Somebody thinks that a review breaks the rules of the shop."""

    review = TenantForeignKey(Review, models.CASCADE, related_name="reports")
    reporter_id = models.UUIDField()
    reason = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "review", "reporter_id"], name="catalog_report_once")
        ]

    def __str__(self) -> str:
        return f"report of {self.review_id}"
