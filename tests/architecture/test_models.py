"""What imports cannot show: the shape of the models. Each rule is also seen to bite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now
from tests.architecture import model_rules as rules

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel

OURS = [
    model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("nexus.")
]
TENANTS = [model for model in OURS if rules.has_tenant(model)]
registry = Apps()


@pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.label)
def test_tenant_model_keeps_every_rule(model: rules.Model) -> None:
    assert rules.offences(model) == []


def test_models_without_tenant_are_exactly_the_tables_granted_by_name() -> None:
    without = {model._meta.db_table for model in OURS} - {model._meta.db_table for model in TENANTS}

    assert without == {"tenancy_tenant", "tenancy_domain"}
    assert without <= set(settings.DATABASE_GLOBAL_GRANTS)


def test_tables_keyed_by_content_are_still_there() -> None:
    assert set(rules.KEYED_BY_CONTENT) <= {model._meta.label for model in TENANTS}


def test_no_foreign_key_crosses_a_context() -> None:
    crossing = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.local_fields
        if field.is_relation and field.related_model._meta.app_label != model._meta.app_label
    ]

    assert crossing == []


def _columns(model: rules.Model) -> Iterator[models.Field[Any, Any]]:
    for field in model._meta.local_fields:
        yield field.base_field if isinstance(field, ArrayField) else field


def test_money_is_kept_in_big_integers() -> None:
    minor = [
        (model._meta.label, field)
        for model in TENANTS
        for field in _columns(model)
        if field.name.endswith("_minor")
    ]

    assert minor
    assert [
        (label, field.name) for label, field in minor if not isinstance(field, models.BigIntegerField)
    ] == []


def _bad(class_name: str, /, **attributes: Any) -> rules.Model:
    """A tenant model of the rich context `orders` with something wrong in it."""
    options = {"app_label": "orders", "apps": registry} | attributes.pop("meta", {})
    body = {"__module__": "nexus.orders.models", "Meta": type("Meta", (), options), **attributes}
    return type(class_name, (TenantModel,), body)


class _Other(TenantModel):
    class Meta:
        app_label = "catalog"
        apps = registry


class _Plain(models.Model):
    tenant_id = models.UUIDField()

    class Meta:
        app_label = "catalog"
        apps = registry


BAD: list[Any] = [
    ("is no TenantModel", rules.derives_from_tenant_model, _Plain),
    ("does not start with tenant_id", rules.is_keyed_by_tenant_and_content, _Plain),
    ("reads without a scope", rules.fails_closed, _Plain),
    ("reads without a scope", rules.fails_closed, _bad("OpenRecord", objects=models.Manager())),
    (
        "by_name does not start with tenant_id",
        rules.starts_with_tenant,
        _bad(
            "ByNameRecord",
            name=models.TextField(),
            meta={"constraints": [models.UniqueConstraint(fields=["name", "tenant_id"], name="by_name")]},
        ),
    ),
    (
        "by_lower does not start with tenant_id",
        rules.starts_with_tenant,
        _bad(
            "ByLowerRecord",
            name=models.TextField(),
            meta={"indexes": [models.Index(Lower("name"), name="by_lower")]},
        ),
    ),
    (
        "slug is unique",
        rules.has_no_key_of_one_column,
        _bad("SlugRecord", slug=models.TextField(unique=True)),
    ),
    (
        "slug is unique or indexed",
        rules.has_no_key_of_one_column,
        _bad("IndexedRecord", slug=models.SlugField()),
    ),
    (
        "not a TenantForeignKey",
        rules.refers_inside_its_context,
        _bad("LooseRecord", other=models.ForeignKey(_Other, models.CASCADE)),
    ),
    (
        "not a TenantForeignKey",
        rules.refers_inside_its_context,
        _bad("ManyRecord", others=models.ManyToManyField(_Other, related_name="+")),
    ),
    (
        "points into catalog",
        rules.refers_inside_its_context,
        _bad("StrayRecord", other=TenantForeignKey(_Other, models.CASCADE, related_name="+")),
    ),
    ("global sequence", rules.has_ids_and_times_from_us, _Plain),
    (
        "another clock",
        rules.has_ids_and_times_from_us,
        _bad("ClockRecord", made_at=models.DateTimeField(auto_now_add=True)),
    ),
    (
        "a default that the database computes",
        rules.has_ids_and_times_from_us,
        _bad("DefaultRecord", made_at=models.DateTimeField(db_default=Now())),
    ),
    ("is a FloatField", rules.has_exact_numbers, _bad("FloatRecord", price=models.FloatField())),
    ("is the plain name", rules.is_named_after_its_kind, _bad("Parcel")),
]


@pytest.mark.parametrize(
    ("offence", "rule", "model"), BAD, ids=lambda value: getattr(value, "__name__", value)
)
def test_rule_bites(offence: str, rule: rules.Rule, model: rules.Model) -> None:
    found = list(rule(model))

    assert len(found) >= 1
    assert offence in found[0]


def test_every_rule_was_seen_to_bite() -> None:
    assert {rule for _, rule, _ in BAD} == set(rules.RULES)


def test_foreign_key_that_would_null_its_tenant_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="CASCADE or RESTRICT"):
        TenantForeignKey(_Other, models.SET_NULL, null=True)
