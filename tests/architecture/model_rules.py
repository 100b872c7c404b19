"""What every model of ours must be, so that tables can be isolated and distributed by tenant (section 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models.fields.related import RelatedField
from tests.architecture.linting import SOURCE

from nexus.platform.tenancy.models import TenantForeignKey, TenantManager, TenantModel

type Model = type[models.Model]
type Rule = Callable[[Model], Iterator[str]]

# Rows without an identity of their own: their primary key is (tenant_id, what they say).
KEYED_BY_CONTENT = {
    "search.Companion": "two products that are bought together; counted anew from purchases",
    "search.Demand": "how many orders hold a product; counted anew from purchases",
    "search.Purchase": "a product in an order; counted anew from orders",
    "search.Placement": "a place on a shelf; rebuilt with its document",
    "search.Posting": "a term of a document; rebuilt with its document",
    "search.Spelling": "a spelling of a word of the shop; rebuilt",
    "search.Number": "a number of a document; rebuilt with it",
    "search.Change": "a document that an engine has not seen yet; gone once it has",
    "search.SynonymPhrase": "a phrase of a synonym, found by its words; rebuilt with it",
}
# Columns that measure the world, not money.
MEASURES = {"vendors.Store.latitude", "vendors.Store.longitude"}
# Exact decimals (numeric in the database) as their sources publish them: nothing is lost, and no scale has to be agreed on.
RATES = {"pricing.ExchangeRateRecord.rate", "pricing.TaxRateRecord.percent"}


def has_tenant(model: Model) -> bool:
    """Whether the table belongs to tenants."""
    return any(field.name == "tenant_id" for field in model._meta.local_fields)


def is_rich(model: Model) -> bool:
    """Whether the model lives in a context with an aggregate of the same name in its domain."""
    return (Path(SOURCE) / model.__module__.split(".")[1] / "domain").is_dir()


def derives_from_tenant_model(model: Model) -> Iterator[str]:
    if model._meta.label not in KEYED_BY_CONTENT and not issubclass(model, TenantModel):
        yield "has a tenant_id but is no TenantModel"


def is_keyed_by_tenant_and_content(model: Model) -> Iterator[str]:
    if not issubclass(model, TenantModel):
        key = model._meta.pk
        if not isinstance(key, models.CompositePrimaryKey) or key.field_names[0] != "tenant_id":
            yield "its primary key does not start with tenant_id"


def fails_closed(model: Model) -> Iterator[str]:
    for manager in (model._default_manager, model._base_manager, *model._meta.managers):
        if not isinstance(manager, TenantManager):
            yield f"manager {manager.name} reads without a scope"


def starts_with_tenant(model: Model) -> Iterator[str]:
    for kind in (*model._meta.indexes, *model._meta.constraints):
        if not isinstance(kind, models.CheckConstraint) and _first_column(kind) != "tenant_id":
            yield f"{kind.name} does not start with tenant_id"


def _first_column(kind: models.Index | models.BaseConstraint) -> str | None:
    if isinstance(kind, ExclusionConstraint):
        expression = kind.expressions[0][0]
        return expression if isinstance(expression, str) else getattr(expression, "name", None)
    fields = getattr(kind, "fields", ())
    expressions = getattr(kind, "expressions", ())
    return fields[0] if fields else getattr(expressions[0], "name", None)


def has_no_key_of_one_column(model: Model) -> Iterator[str]:
    for field in model._meta.local_fields:
        if (field.unique and not field.primary_key) or field.db_index:
            yield f"{field.name} is unique or indexed without its tenant"
    if model._meta.unique_together:
        yield "uses unique_together"


def refers_inside_its_context(model: Model) -> Iterator[str]:
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if not isinstance(field, RelatedField):
            continue
        if not isinstance(field, TenantForeignKey):
            yield f"{field.name} is a {type(field).__name__}, not a TenantForeignKey"
        elif field.related_model._meta.app_label != model._meta.app_label:
            yield f"{field.name} points into {field.related_model._meta.app_label}"
        elif field.database_rule not in (models.CASCADE, models.RESTRICT):
            yield f"{field.name} has a rule that would null the tenant"


def has_ids_and_times_from_us(model: Model) -> Iterator[str]:
    for field in model._meta.local_fields:
        if isinstance(field, models.AutoField):
            yield f"{field.name} takes its value from a global sequence"
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            yield f"{field.name} takes its time from another clock than the kernel's"
        if field.has_db_default() and not isinstance(field.db_default, bool | int | str | models.Value):
            yield f"{field.name} has a default that the database computes"
        if isinstance(field, models.GeneratedField):
            yield f"{field.name} is computed by the database"


def has_exact_numbers(model: Model) -> Iterator[str]:
    for field in model._meta.local_fields:
        inexact = isinstance(field, models.FloatField | models.DecimalField)
        if inexact and f"{model._meta.label}.{field.name}" not in MEASURES | RATES:
            yield f"{field.name} is a {type(field).__name__}; money is minor units, rates are integers"


def is_named_after_its_kind(model: Model) -> Iterator[str]:
    if is_rich(model) and not model.__name__.endswith("Record"):
        yield "is the plain name, which belongs to the aggregate; call it ...Record"


RULES: tuple[Rule, ...] = (
    derives_from_tenant_model,
    is_keyed_by_tenant_and_content,
    fails_closed,
    starts_with_tenant,
    has_no_key_of_one_column,
    refers_inside_its_context,
    has_ids_and_times_from_us,
    has_exact_numbers,
    is_named_after_its_kind,
)


def offences(model: Model) -> list[str]:
    """Everything that is wrong with the model."""
    return [f"{model._meta.label}: {offence}" for rule in RULES for offence in rule(model)]
