"""What the models say about tables; PostgreSQL's own catalogue is asked by the tests."""

from __future__ import annotations

from django.apps import apps
from django.db import models

ONE_ROW = {"pricing_edition", "pricing_terms"}
"""Tables with one row for a tenant."""
INSERT_ONLY = {
    "events_log": "the history of everything",
    "inventory_adjustment": "why stock was counted differently",
    "pricing_credit_entry": "every movement of gift cards and store credit",
    "pricing_receipt": "what orders were priced from",
}


def tenant_models() -> list[type[models.Model]]:
    """Every model, also of libraries, whose table has a tenant."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and any(field.column == "tenant_id" for field in model._meta.local_fields)
    ]


def tenant_tables() -> list[str]:
    """Their tables, sorted."""
    return sorted(model._meta.db_table for model in tenant_models())
