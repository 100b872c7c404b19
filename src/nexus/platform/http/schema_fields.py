"""How our serializer fields look in the OpenAPI document."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension

from nexus.platform.http.fields import MoneyField

AMOUNT_PATTERN = r"^\d{1,13}(\.\d{1,3})?$"
SIGNED_PATTERN = r"^-?\d{1,13}(\.\d{1,3})?$"


class MoneyFieldSchema(OpenApiSerializerFieldExtension):
    target_class = MoneyField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        pattern = SIGNED_PATTERN if direction == "response" or self.target.signed else AMOUNT_PATTERN
        return {
            "type": "string" if direction == "response" else ["string", "number"],
            "pattern": pattern,
            "examples": ["12.50"],
            "description": "Decimal amount in major units.",
        }


class CountryFieldSchema(OpenApiSerializerFieldExtension):
    target_class = "nexus.platform.http.fields.CountryField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        if direction == "response":
            return {
                "type": "string",
                "pattern": "^[A-Z]{2}$",
                "examples": ["DE"],
                "description": "ISO 3166 alpha-2 code.",
            }
        return {
            "type": "string",
            "examples": ["DE", "Germany"],
            "description": "ISO 3166 code or English name.",
        }


class CurrencyFieldSchema(OpenApiSerializerFieldExtension):
    target_class = "nexus.platform.http.fields.CurrencyField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": "^[A-Z]{3}$",
            "examples": ["EUR"],
            "description": "ISO 4217 code.",
        }
