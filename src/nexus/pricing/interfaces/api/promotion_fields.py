"""Fields of promotions: what the engine reads is an object with its `type`, described at /api/promotions/schemas/."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from nexus.kernel.currencies import EXPONENTS

_SCHEMAS: Final = "`type` and the settings of that type, as /api/promotions/schemas/ describes them."


def _object(description: str, example: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": True,
        "description": description,
        "examples": [example],
    }


@extend_schema_field(_object(_SCHEMAS, {"type": "percentage", "percent": "10"}))
class StrategyField(serializers.Field):
    """An object; what is in it is judged where it is read."""

    default_error_messages = {"invalid": "An object with its type."}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.fail("invalid")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


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
