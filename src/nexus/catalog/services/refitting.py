"""Whether a product that changes still fits what is defined for it."""

from collections.abc import Mapping
from typing import Any, Final

from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.services.assembly import PUBLIC_STATUSES
from nexus.catalog.services.attribute_values import Errors, fitting, fitting_options
from nexus.catalog.services.rules import Definitions, rules_for

FITTED: Final = frozenset({"attributes", "product_type_id", "status"})
"""Changes after which the product has to fit anew."""


def fitted_change(
    product: ProductInfo,
    tidy: Mapping[str, Any],
    errors: Errors,
    /,
    *,
    definitions: Definitions | None = None,
) -> dict[str, Any]:
    """What of the change is stored for attributes; refusals are added to `errors`.

    A new type is held against all that the product has, its variants' options too. Publishing needs what is required;
    a product that is published already is not stopped by a change that says nothing about attributes. `definitions`: those that
    were loaded for many products; None: they are looked up for this one.
    """
    is_restated = "attributes" in tidy or "product_type_id" in tidy
    status = tidy.get("status", product.status)
    publishes = status in PUBLIC_STATUSES and product.status not in PUBLIC_STATUSES
    if not is_restated and not publishes:
        return {}
    type_id = tidy.get("product_type_id", product.product_type.id if product.product_type else None)
    given = tidy.get("attributes", product.attributes)
    names = {name for variant in product.variants for name in variant.options}
    rules = definitions.rules_of(type_id) if definitions else rules_for(type_id, stated=given, options=names)
    kept = fitting(given, errors, rules=rules, options=names, complete=status in PUBLIC_STATUSES)
    if "product_type_id" in tidy:
        for variant in product.variants:
            fitting_options(variant.options, errors, rules=rules)
    return {"attributes": kept} if is_restated else {}
