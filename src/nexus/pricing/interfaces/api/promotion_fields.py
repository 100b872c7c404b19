"""Fields of promotions: what the engine reads is an object with its `type`, described at /api/promotions/schemas/."""

from typing import Any, Final

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from nexus.kernel.currencies import EXPONENTS
from nexus.pricing.infrastructure.strategies import schemas


class StrategyField(serializers.Field):
    """An object; what is in it is judged where it is read. `part`: conditions, targets or benefits."""

    default_error_messages = {"invalid": "An object with its type."}

    def __init__(self, *, part: str, **options: Any) -> None:
        self.part = part
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.fail("invalid")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class StrategyFieldSchema(OpenApiSerializerFieldExtension):
    """What is asked for is one of what is installed, each with its settings; what is answered is what was written."""

    target_class = StrategyField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        name = _NAMES[self.target.part]
        if direction == "response":
            return {"type": "object", "additionalProperties": True, "description": f"As {name}."}
        choices = [known["schema"] for known in schemas()[self.target.part].values()]
        for choice in choices:
            for inner, schema in choice.get("$defs", {}).items():
                _register(auto_schema, f"Promotion{inner}", _hoisted(schema))
        return _register(auto_schema, name, {"oneOf": [_hoisted(choice) for choice in choices]})


_NAMES: Final = {
    "conditions": "PromotionCondition", "targets": "PromotionTarget", "benefits": "PromotionBenefit",
}  # fmt: skip


def _register(auto_schema: Any, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, object=name, schema=schema)
    auto_schema.registry.register_on_missing(component)
    return component.ref  # type: ignore[no-any-return]


def _hoisted(schema: Any) -> Any:
    """What it refers to is a component of the document instead of a part of itself."""
    if isinstance(schema, list):
        return [_hoisted(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _hoisted(entry) for name, entry in schema.items() if name != "$defs"}
    if isinstance(found.get("$ref"), str):
        found["$ref"] = found["$ref"].replace("#/$defs/", "#/components/schemas/Promotion")
    return found


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "Amounts in major units by currency; empty: no cap.",
        "examples": [{"EUR": "20.00"}],
    }
)
class AmountsField(serializers.Field):
    """`{"EUR": "20.00"}`"""

    default_error_messages = {"invalid": "An object of currencies to decimal strings."}

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if not isinstance(data, dict) or len(data) > len(EXPONENTS):
            self.fail("invalid")
        if not all(isinstance(amount, str) and len(amount) <= 20 for amount in data.values()):
            self.fail("invalid")
        return data

    def to_representation(self, value: Any) -> Any:
        return value
