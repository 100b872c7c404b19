"""What is defined about products, as it crosses the border of the catalog context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

type Names = Mapping[str, Mapping[str, str]]
"""Other names by language and field: `{"es": {"name": "Talla"}}`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceInfo:
    """A value that an attribute may take: products keep `value`, people read `label` (translated: `label`)."""

    id: UUID
    value: str
    label: str
    position: int = 0
    translations: Names = field(default_factory=dict)

    def label_in(self, language: str, /) -> str:
        return self.translations.get(language, {}).get("label") or self.label


@dataclass(frozen=True, kw_only=True, slots=True)
class NewChoice:
    """A choice to be made; an empty label is the value."""

    value: str
    label: str = ""
    translations: Names = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributeInfo:
    """A property that products may have. `kind`: text, number, boolean, choice or measure; `unit` of a measure: its own, which
    bare numbers are in and comparisons are made in. Choices by position."""

    id: UUID
    code: str
    name: str
    kind: str
    unit: str = ""
    is_filterable: bool = True
    position: int = 0
    translations: Names = field(default_factory=dict)
    choices: tuple[ChoiceInfo, ...] = ()

    def name_in(self, language: str, /) -> str:
        return self.translations.get(language, {}).get("name") or self.name

    def choice(self, value: str, /) -> ChoiceInfo | None:
        """The choice that products keep by this value."""
        return next((one for one in self.choices if one.value == value), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedAttributeInfo:
    """An attribute of a product type."""

    attribute_id: UUID
    code: str
    is_required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductTypeDefinition:
    """A product type with its attributes, in the order in which they are asked for."""

    id: UUID
    code: str
    name: str
    attributes: tuple[TypedAttributeInfo, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class BrandDetails:
    """A brand as its page shows it."""

    id: UUID
    name: str
    slug: str
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CollectionDetails:
    """A collection as its page shows it; low positions first."""

    id: UUID
    name: str
    slug: str
    description: str = ""
    position: int = 0
    is_public: bool = True
