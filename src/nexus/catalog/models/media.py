"""Pictures."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nexus.catalog.models.products import Product
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class ProductImage(TenantModel):
    """A verified picture; `file` is its key in the media storage and contains the tenant.

    `focal_x`, `focal_y`: percent from the left and the top of what must stay in sight. `colour`: its mean, `#rrggbb`, shown
    while it loads. `options`: the choice it shows (`{"colour": "red"}`). `renditions`: smaller copies that are ready,
    `[{"width": 640, "format": "avif", "bytes": 20480}]`. `digest`: SHA-256 of what was uploaded. `render_due_at`: when somebody
    should make the copies (None: nothing to do), after `render_attempts` times that did not end.
    """

    product = TenantForeignKey(Product, models.CASCADE, related_name="images")
    file = models.CharField(max_length=200)
    width = models.IntegerField()
    height = models.IntegerField()
    alt = models.CharField(max_length=200, blank=True, default="")
    position = models.IntegerField(default=0)
    focal_x = models.SmallIntegerField(default=50)
    focal_y = models.SmallIntegerField(default=50)
    colour = models.CharField(max_length=7, blank=True, default="")
    options = models.JSONField(default=dict, blank=True)
    renditions = models.JSONField(default=list, blank=True)
    render_due_at = models.DateTimeField(null=True, blank=True)
    render_attempts = models.SmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    source_url = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(width__gt=0) & Q(height__gt=0), name="catalog_image_size"),
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 100)) & Q(focal_y__range=(0, 100)), name="catalog_image_focus"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant_id", "render_due_at", "id"],
                condition=Q(render_due_at__isnull=False),
                name="catalog_image_to_render",
            )
        ]

    def __str__(self) -> str:
        return self.file
