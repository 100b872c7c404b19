"""Which definitions a product has to fit: loaded for one product, or once for thousands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from nexus.catalog.contracts.definitions import AttributeInfo, ProductTypeDefinition
from nexus.catalog.contracts.errors import InvalidProduct
from nexus.catalog.queries import definitions as queries
from nexus.catalog.services.attribute_values import UNTYPED, Rules, option_code


@dataclass(slots=True)
class Definitions:
    """Attributes by code and product types by id, as far as they are needed."""

    attributes: Mapping[str, AttributeInfo]
    types: Mapping[UUID, ProductTypeDefinition]
    _rules: dict[UUID | None, Rules] = field(default_factory=dict)

    def rules_of(self, product_type_id: UUID | None, /) -> Rules:
        """Raises InvalidProduct for an unknown type."""
        if product_type_id not in self._rules:
            self._rules[product_type_id] = self._made(product_type_id)
        return self._rules[product_type_id]

    def _made(self, product_type_id: UUID | None) -> Rules:
        if product_type_id is None:
            return Rules(known=self.attributes) if self.attributes else UNTYPED
        found = self.types.get(product_type_id)
        if found is None:
            raise unknown_type()
        return Rules(
            known={one.code: self.attributes[one.code] for one in found.attributes},
            required=tuple(one.code for one in found.attributes if one.is_required),
            is_closed=True,
        )


def all_definitions(*, held: bool = True) -> Definitions:
    """Everything that is defined, for many products at once; held until COMMIT unless nothing is to be written. Three
    statements."""
    if held:
        queries.hold_attributes(None)
    attributes = {one.code: one for one in queries.attributes()}
    return Definitions(attributes=attributes, types={one.id: one for one in queries.product_types()})


def rules_for(
    product_type_id: UUID | None, /, *, stated: Iterable[str], options: Iterable[str] = ()
) -> Rules:
    """What a product has to fit that states these attributes, held until COMMIT. Nothing stated and no type: no statement.

    Raises InvalidProduct for an unknown type.
    """
    types = {one.id: one for one in queries.product_types(ids=[product_type_id])} if product_type_id else {}
    codes = {*stated, *map(option_code, options)}
    codes |= {attribute.code for found in types.values() for attribute in found.attributes}
    return Definitions(attributes=_held(codes), types=types).rules_of(product_type_id)


def _held(codes: Collection[str]) -> dict[str, AttributeInfo]:
    if not codes:
        return {}
    queries.hold_attributes(codes)
    return {one.code: one for one in queries.attributes(codes=codes)}


def unknown_type() -> InvalidProduct:
    message = "There is no such product type."
    return InvalidProduct(message, errors={"product_type": [message]})
