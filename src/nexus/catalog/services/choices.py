"""Choices of an attribute: which are sound, and how they are kept."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from nexus.catalog.contracts.definitions import NewChoice
from nexus.catalog.models import AttributeChoice, AttributeKind
from nexus.catalog.services.attribute_values import Errors
from nexus.catalog.services.naming import tidy_name, tidy_names
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

MOST_CHOICES: Final = 500
_COLUMNS: Final = ("id", "tenant_id", "attribute_id", "value", "label", "position", "translations")
_UPSERT: Final = """ON CONFLICT (tenant_id, attribute_id, value) DO UPDATE SET
  label = EXCLUDED.label, position = EXCLUDED.position, translations = EXCLUDED.translations"""


def tidy_choices(given: Sequence[NewChoice], errors: Errors, /, *, kind: str) -> tuple[NewChoice, ...]:
    """In the order in which they are offered; each value once, whatever its case: people mean the same by Red and red."""
    if (kind == AttributeKind.CHOICE) != bool(given):
        errors["choices"].append(
            "At least one." if not given else "Only attributes of kind choice have them."
        )
    if len(given) > MOST_CHOICES:
        errors["choices"].append(f"At most {MOST_CHOICES}.")
    tidy = tuple(_tidy(choice, errors, f"choices.{index}") for index, choice in enumerate(given))
    seen: set[str] = set()
    for index, choice in enumerate(tidy):
        if choice.value.casefold() in seen:
            errors[f"choices.{index}.value"].append("Given twice.")
        seen.add(choice.value.casefold())
    return tidy


def store_choices(attribute_id: UUID, choices: Sequence[NewChoice], /) -> None:
    """Make the attribute have exactly these; those that stay keep their ids. The caller holds the attribute."""
    tenant_id = current_tenant()
    AttributeChoice.objects.filter(attribute_id=attribute_id).exclude(
        value__in=[choice.value for choice in choices]
    ).delete()
    db.insert_many(
        "catalog_attributechoice",
        _COLUMNS,
        [
            (new_id(), tenant_id, attribute_id, one.value, one.label, position, db.jsonb(one.translations))
            for position, one in enumerate(choices)
        ],
        on_conflict=_UPSERT,
    )


def _tidy(choice: NewChoice, errors: Errors, prefix: str) -> NewChoice:
    value = tidy_name(choice.value, errors, f"{prefix}.value")
    return NewChoice(
        value=value,
        label=tidy_name(choice.label, errors, f"{prefix}.label") if choice.label.strip() else value,
        translations=tidy_names(choice.translations, "label", errors, f"{prefix}.translations"),
    )
