"""What can be told about products of a type: typed attributes, their choices, and the types that have them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class AttributeKind(models.TextChoices):
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    MEASURE = "measure"


class Attribute(TenantModel):
    """A property that products may have. `unit`: what numbers of a measure are kept in; `translations`:
    `{"es": {"name": "Talla"}}`."""

    code = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=AttributeKind)
    unit = models.CharField(max_length=16, blank=True, default="")
    is_filterable = models.BooleanField(default=True)
    position = models.IntegerField(default=0)
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="catalog_attribute_code"),
            models.CheckConstraint(condition=Q(kind__in=AttributeKind.values), name="catalog_attribute_kind"),
            models.CheckConstraint(
                condition=(Q(kind=AttributeKind.MEASURE) & ~Q(unit=""))
                | (~Q(kind=AttributeKind.MEASURE) & Q(unit="")),
                name="catalog_attribute_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AttributeChoice(TenantModel):
    """A value that an attribute of kind choice may take: `value` is what products keep, `label` what people
    read."""

    attribute = TenantForeignKey(Attribute, models.CASCADE, related_name="choices")
    value = models.CharField(max_length=80, db_collation="C")
    label = models.CharField(max_length=80)
    position = models.IntegerField(default=0)
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "attribute", "value"], name="catalog_choice_value")
        ]

    def __str__(self) -> str:
        return self.label


class ProductType(TenantModel):
    """Products of one kind, such as shoes: they have the same attributes."""

    code = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="catalog_product_type_code")
        ]

    def __str__(self) -> str:
        return self.name


class TypedAttribute(TenantModel):
    """An attribute of a product type, in the order in which it is asked for."""

    product_type = TenantForeignKey(ProductType, models.CASCADE, related_name="typed_attributes")
    attribute = TenantForeignKey(Attribute, models.RESTRICT, related_name="types")
    is_required = models.BooleanField(default=False)
    position = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant_id", "product_type", "attribute"], name="catalog_typed_attribute_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attribute_id} of {self.product_type_id}"
