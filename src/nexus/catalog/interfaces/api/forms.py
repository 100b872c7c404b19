"""What clients of the catalog endpoints send."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from nexus.platform.http import (
    CurrencyField,
    IdField,
    InstantField,
    IntegerField,
    KeysetQuery,
    ListField,
    MoneyField,
    SlugField,
    TextField,
)

MOST_OPTIONS = 5
STATUSES = ["draft", "scheduled", "published", "archived"]
_VALUES_SCHEMA = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
    "maxItems": 500,
}
_NAMED_SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string", "minLength": 1}, "values": _VALUES_SCHEMA},
    "required": ["name", "values"],
}
_OPTION_SCHEMA = {
    "oneOf": [
        {
            "type": "object",
            "maxProperties": MOST_OPTIONS,
            "additionalProperties": {"oneOf": [{"type": "string", "minLength": 1}, _VALUES_SCHEMA]},
        },
        {"type": "array", "maxItems": MOST_OPTIONS, "items": _NAMED_SCHEMA},
    ]
}
_MEASURE_SCHEMA = {
    "type": "object",
    "properties": {"amount": {"type": "number"}, "unit": {"type": "string"}},
    "required": ["amount", "unit"],
}
_ATTRIBUTE_SCHEMA = {
    "type": "object",
    "additionalProperties": {
        "oneOf": [{"type": ["string", "number", "boolean", "null"]}, _MEASURE_SCHEMA],
    },
}


@extend_schema_field(_OPTION_SCHEMA)
class OptionsField(serializers.Field):
    """`{"size": "M"}` for one variant, or `{"size": ["S", "M"], "colour": ["red"]}` for all combinations; also as a product
    shows them: `[{"name": "size", "values": ["S", "M"]}]`.
    """

    default_error_messages = {"invalid": "An object of option names to a value or a list of values."}

    def to_internal_value(self, data: Any) -> dict[str, list[str]]:
        if isinstance(data, list):
            data = self._by_name(data)
        if not isinstance(data, dict) or len(data) > MOST_OPTIONS:
            self.fail("invalid")
        return {str(name): self._values(value) for name, value in data.items()}

    def to_representation(self, value: Any) -> Any:
        return value

    def _by_name(self, data: list[Any]) -> dict[str, Any]:
        named = {entry["name"]: entry["values"] for entry in data if _is_named(entry)}
        if len(named) < len(data):
            self.fail("invalid")
        return named

    def _values(self, value: Any) -> list[str]:
        values = value if isinstance(value, list) else [value]
        if not 1 <= len(values) <= 500 or not all(isinstance(entry, str) and entry for entry in values):
            self.fail("invalid")
        return list(dict.fromkeys(values))


def _is_named(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("name"), str) and "values" in entry


class ChoiceMap(serializers.DictField):
    """`{"size": "M", "colour": "red"}`"""

    child = TextField(max_length=60)
    default_error_messages = {"too_many": f"At most {MOST_OPTIONS} options."}

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if isinstance(data, dict) and len(data) > MOST_OPTIONS:
            self.fail("too_many")
        return super().to_internal_value(data)


@extend_schema_field(_ATTRIBUTE_SCHEMA)
class AttributesField(serializers.Field):
    """`{"material": "cotton", "washable": true, "weight": "1.2 kg"}`; a measure also as `{"amount": 1.2, "unit": "kg"}` or a
    number in the attribute's own unit. Null or empty: not stated."""

    default_error_messages = {"invalid": "An object of codes to text, numbers, true/false or measures."}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.fail("invalid")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class Texts(serializers.Serializer):
    """What a product says in another language; what is left out is shown in the shop's own."""

    title = TextField(required=False, max_length=200, allow_blank=True)
    description = TextField(required=False, max_length=50_000, allow_blank=True)


class TranslationsField(serializers.DictField):
    """`{"es": {"title": "Taza", "description": "..."}}`, by two letters of the language."""

    child = Texts()
    default_error_messages = {"too_many": "At most 20 languages."}

    def to_internal_value(self, data: Any) -> dict[str, dict[str, str]]:
        if isinstance(data, dict) and len(data) > 20:
            self.fail("too_many")
        found: dict[str, dict[str, str]] = super().to_internal_value(data)
        return found


class Priced(serializers.Serializer):
    """Price and stock, wherever they can be stated. `compare_at_price` null removes it."""

    price = MoneyField(required=False)
    compare_at_price = MoneyField(required=False, allow_null=True)
    currency = CurrencyField(required=False)
    stock_quantity = IntegerField(required=False, min_value=0, max_value=2_000_000_000)


class VariantFacts(Priced):
    sku = TextField(required=False, max_length=64, allow_blank=True)
    title = TextField(required=False, max_length=200, allow_blank=True)
    options = ChoiceMap(required=False)
    weight_grams = IntegerField(required=False, allow_null=True, min_value=0, max_value=100_000_000)
    barcode = TextField(required=False, max_length=20, allow_blank=True)


class VariantChanges(VariantFacts):
    sku = TextField(required=False, max_length=64)
    position = IntegerField(required=False)
    is_active = serializers.BooleanField(required=False)
    is_default = serializers.BooleanField(required=False)


class ProductFacts(Priced):
    description = TextField(required=False, max_length=50_000, allow_blank=True)
    slug = SlugField(required=False, max_length=74)
    status = serializers.ChoiceField(STATUSES, required=False)
    publish_at = InstantField(
        required=False, allow_null=True, help_text="with status scheduled: when it is published"
    )
    translations = TranslationsField(required=False)
    tags = ListField(child=TextField(max_length=40), required=False, max_length=30)
    attributes = AttributesField(required=False)
    product_type = TextField(required=False, allow_null=True, max_length=40, help_text="code or id")
    brand = TextField(required=False, allow_null=True, max_length=80, help_text="slug or id")
    categories = ListField(
        child=TextField(max_length=80),
        required=False,
        max_length=20,
        help_text="further categories, besides the primary one: ids or slugs",
    )
    sku = TextField(required=False, max_length=64)
    tax_class = SlugField(required=False, max_length=40)


class NewProductForm(ProductFacts):
    title = TextField(max_length=200)
    category = TextField(max_length=80, help_text="id or slug")
    vendor = IdField(required=False, help_text="default: the caller's own vendor, or the house")
    options = OptionsField(required=False)
    variants = ListField(child=VariantFacts(), required=False, max_length=500)
    weight_grams = IntegerField(required=False, allow_null=True, min_value=0, max_value=100_000_000)
    barcode = TextField(required=False, max_length=20, allow_blank=True)


class ProductChanges(ProductFacts):
    title = TextField(required=False, max_length=200)
    category = TextField(required=False, max_length=80, help_text="id or slug")


class ProductReplacement(ProductFacts):
    title = TextField(max_length=200)
    category = TextField(max_length=80, help_text="id or slug")


class NewCategory(serializers.Serializer):
    name = TextField(max_length=120)
    slug = SlugField(required=False, max_length=74)
    parent = TextField(required=False, allow_null=True, max_length=80, help_text="id or slug; null: top")
    position = IntegerField(required=False)


class CategoryChanges(NewCategory):
    name = TextField(required=False, max_length=120)


class CategoriesQuery(KeysetQuery):
    parent = TextField(required=False, max_length=80, help_text="id or slug: only what is below it")
    depth = IntegerField(required=False, min_value=1, max_value=50, help_text="so many levels from there")


class NewReview(serializers.Serializer):
    rating = IntegerField(min_value=1, max_value=5)
    title = TextField(required=False, max_length=120, allow_blank=True, default="")
    comment = TextField(max_length=5000)


class ReviewChanges(serializers.Serializer):
    rating = IntegerField(required=False, min_value=1, max_value=5)
    title = TextField(required=False, max_length=120, allow_blank=True)
    comment = TextField(required=False, max_length=5000)


class ReviewsQuery(KeysetQuery):
    sort = serializers.ChoiceField(
        ["newest", "helpful", "rating", "-rating"], required=False, default="newest"
    )
    stars = IntegerField(required=False, min_value=1, max_value=5)
    verified = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="of verified purchases"
    )


class ReviewQueueQuery(KeysetQuery):
    status = serializers.ChoiceField(["pending", "published", "rejected"], required=False, default="pending")


class Rejection(serializers.Serializer):
    reason = TextField(max_length=200, help_text="its author reads it")


class AnswerForm(serializers.Serializer):
    text = TextField(max_length=2000)


class VoteForm(serializers.Serializer):
    helpful = serializers.BooleanField()


class ReportForm(serializers.Serializer):
    reason = TextField(required=False, max_length=500, allow_blank=True, default="")


class Upload(serializers.Serializer):
    """The picture is the part `file`, or `image`; or it is fetched from `url`, which may come as JSON."""

    file = serializers.FileField(
        required=False, help_text="JPEG, PNG, WebP, AVIF or still GIF, at most 10 MB and 40 megapixels"
    )
    image = serializers.FileField(required=False, help_text="the same by another name")
    url = TextField(required=False, max_length=2000, help_text="http or https, at a public address")
    alt = serializers.CharField(required=False, max_length=200, allow_blank=True, default="")
    options = ChoiceMap(required=False, help_text="the choice it shows")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        picture = attrs.get("file") or attrs.get("image")
        if picture is None and not attrs.get("url"):
            raise serializers.ValidationError({"file": ["No file was submitted."]})
        if picture is not None and attrs.get("url"):
            raise serializers.ValidationError({"url": ["Either a file or a URL."]})
        return attrs | {"file": picture}


class ImageChanges(serializers.Serializer):
    alt = TextField(required=False, max_length=200, allow_blank=True)
    position = IntegerField(required=False)
    focal_x = IntegerField(required=False, min_value=0, max_value=100, help_text="percent from the left")
    focal_y = IntegerField(required=False, min_value=0, max_value=100, help_text="percent from the top")
    options = ChoiceMap(required=False, help_text="the choice it shows; {}: any")


class ImageOrder(serializers.Serializer):
    ids = ListField(
        child=IdField(), max_length=30, help_text="every picture of the product, the first one first"
    )


class MyProductsQuery(KeysetQuery):
    status = serializers.ChoiceField(STATUSES, required=False)


class ProposalsQuery(KeysetQuery):
    status = serializers.ChoiceField(["pending", "approved", "rejected", "withdrawn"], required=False)


class Approval(serializers.Serializer):
    anyway = serializers.BooleanField(
        required=False, default=False, help_text="the changes that were made meanwhile have been seen"
    )


class ProposalRejection(serializers.Serializer):
    note = TextField(max_length=2000, help_text="for the seller")
