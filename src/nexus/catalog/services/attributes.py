"""Defining attributes, changing and removing them. Whoever changes one holds its row; writers of products share it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.catalog.contracts.definitions import AttributeInfo, NewChoice
from nexus.catalog.contracts.errors import AttributeInUse, InvalidProduct, UnknownAttribute
from nexus.catalog.contracts.events import AttributesChanged
from nexus.catalog.contracts.units import UNITS, unit_of
from nexus.catalog.models import Attribute, AttributeKind
from nexus.catalog.queries import definitions as queries
from nexus.catalog.services.assembly import refuse
from nexus.catalog.services.attribute_values import Errors
from nexus.catalog.services.choices import store_choices, tidy_choices
from nexus.catalog.services.naming import tidy_code, tidy_name, tidy_names
from nexus.kernel.ids import new_id
from nexus.platform.cache import bump_generation
from nexus.platform.events import append
from nexus.platform.locking import lock_rows

STREAM: Final = "catalog.attribute"
MOST_ATTRIBUTES: Final = 500
_KEPT: Final = ("is_filterable", "position")
_COMPARED: Final = ("unit", "is_filterable")
"""What decides how products are filtered by it."""


def define_attribute(
    *,
    code: str,
    name: str,
    kind: str,
    unit: str = "",
    is_filterable: bool = True,
    position: int = 0,
    translations: Mapping[str, Mapping[str, str]] | None = None,
    choices: Sequence[NewChoice] = (),
) -> AttributeInfo:
    """A property that products may have from now on. `unit` belongs to measures, `choices` (in order) to choices.

    Raises InvalidProduct naming the field: bad or taken code, unknown unit, a choice twice.
    """
    errors: Errors = defaultdict(list)
    attribute = Attribute(
        id=new_id(),
        code=tidy_code(code, errors),
        name=tidy_name(name, errors),
        kind=_known_kind(kind, errors),
        unit=_own_unit(kind, unit, errors),
        is_filterable=is_filterable,
        position=position,
        translations=tidy_names(translations or {}, "name", errors),
    )
    tidy = tidy_choices(choices, errors, kind=kind)
    if queries.count_attributes() >= MOST_ATTRIBUTES:
        errors["code"].append(f"At most {MOST_ATTRIBUTES} attributes.")
    refuse(errors)
    _insert(attribute)
    store_choices(attribute.id, tidy)
    return _told(attribute.id)


def change_attribute(attribute_id: UUID, /, *, changes: Mapping[str, Any]) -> AttributeInfo:
    """Change any of name, unit (of the same dimension), is_filterable, position, translations, choices (all of them, in order).

    Raises UnknownAttribute, InvalidProduct, AttributeInUse for a choice that goes although products have it.
    """
    found = _lock(attribute_id)
    errors: Errors = defaultdict(list)
    tidy: dict[str, Any] = {name: changes[name] for name in _KEPT if name in changes}
    if "name" in changes:
        tidy["name"] = tidy_name(changes["name"], errors)
    if "unit" in changes:
        tidy["unit"] = _same_dimension(found, changes["unit"], errors)
    if "translations" in changes:
        tidy["translations"] = tidy_names(changes["translations"], "name", errors)
    choices = tidy_choices(changes["choices"], errors, kind=found.kind) if "choices" in changes else None
    refuse(errors)
    if tidy:
        Attribute.objects.filter(pk=attribute_id).update(**tidy)
    if choices is not None:
        _refuse_used_choices(found, {choice.value for choice in choices})
        store_choices(attribute_id, choices)
    is_compared_anew = any(tidy.get(name, getattr(found, name)) != getattr(found, name) for name in _COMPARED)
    return _told(attribute_id, reaches_products=is_compared_anew or _says_otherwise(found, choices or ()))


def remove_attribute(attribute_id: UUID, /) -> None:
    """Remove what nobody uses. Raises UnknownAttribute, AttributeInUse."""
    found = _lock(attribute_id)
    if types := queries.types_with(attribute_id):
        raise AttributeInUse(f"Product types ask for it: {', '.join(types[:5])}.", types=list(types))
    if queries.is_stated(found.code):
        raise AttributeInUse("Products state it.", types=[])
    Attribute.objects.filter(pk=attribute_id).delete()
    append(STREAM, attribute_id, [AttributesChanged(attribute_id=attribute_id)])
    bump_generation()


def _lock(attribute_id: UUID) -> AttributeInfo:
    """Two statements: what is read after the lock is what whoever held it before has left."""
    lock_rows("catalog_attribute", [attribute_id], columns="id")
    found = queries.attribute(str(attribute_id))
    if found is None:
        raise UnknownAttribute(attribute=str(attribute_id))
    return found


def _says_otherwise(found: AttributeInfo, choices: Sequence[NewChoice]) -> bool:
    """Whether a choice that was there is called something else now."""
    labels = {one.value: (one.label, one.translations) for one in found.choices}
    return any(
        labels.get(one.value, told) != told for one in choices for told in [(one.label, one.translations)]
    )


def _told(attribute_id: UUID, *, reaches_products: bool = False) -> AttributeInfo:
    append(
        STREAM,
        attribute_id,
        [AttributesChanged(attribute_id=attribute_id, reaches_products=reaches_products)],
    )
    bump_generation()
    found = queries.attribute(str(attribute_id))
    if found is None:
        raise LookupError("an attribute that was just written")
    return found


def _insert(attribute: Attribute) -> None:
    try:
        with transaction.atomic():
            attribute.save(force_insert=True)
    except IntegrityError as error:
        message = "Another attribute has this code."
        raise InvalidProduct("The code is taken.", errors={"code": [message]}) from error


def _refuse_used_choices(found: AttributeInfo, wanted: Collection[str]) -> None:
    gone = [choice.value for choice in found.choices if choice.value not in wanted]
    used = queries.stated_choices(found.code, gone) if gone else ()
    if used:
        raise AttributeInUse(
            f"Products have it: {', '.join(used[:5])}.",
            errors={"choices": [f"Products have {value}." for value in used[:20]]},
            choices=list(used),
        )


def _known_kind(kind: str, errors: Errors) -> str:
    if kind not in AttributeKind.values:
        errors["kind"].append(f"Must be one of {', '.join(AttributeKind.values)}.")
    return kind


def _own_unit(kind: str, unit: str, errors: Errors) -> str:
    found = unit_of(unit) if unit.strip() else None
    if kind == AttributeKind.MEASURE and found is None:
        errors["unit"].append(f"A measure needs a unit, one of {', '.join(UNITS)}.")
    elif kind != AttributeKind.MEASURE and unit.strip():
        errors["unit"].append("Only measures have a unit.")
    return found.code if found else ""


def _same_dimension(found: AttributeInfo, unit: str, errors: Errors) -> str:
    code = _own_unit(found.kind, unit, errors)
    if code and UNITS[code].dimension != UNITS[found.unit].dimension:
        errors["unit"].append(f"Measures that were stated in {found.unit} cannot be compared in {code}.")
    return code
