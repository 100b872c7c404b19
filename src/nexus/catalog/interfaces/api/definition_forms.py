"""What clients send and get about attributes and product types."""

from typing import Any

from rest_framework import serializers

from nexus.catalog.contracts.units import UNITS
from nexus.platform.http import IdField, IntegerField, ListField, PageBody, SlugField, TextField

KINDS = ["text", "number", "boolean", "choice", "measure"]
_UNITS = f"of a measure: what bare numbers are in; one of {', '.join(UNITS)}"


class TranslationsField(serializers.DictField):
    """`{"es": {"name": "Talla"}}`"""

    child = serializers.DictField(child=TextField(max_length=80, allow_blank=True))

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "by language of two letters")
        super().__init__(**options)


class ChoiceForm(serializers.Serializer):
    value = TextField(max_length=80, help_text="what products keep")
    label = TextField(required=False, max_length=80, allow_blank=True, help_text="what people read")
    translations = TranslationsField(required=False, help_text="by language: label")


class AttributeFacts(serializers.Serializer):
    unit = TextField(required=False, max_length=16, allow_blank=True, help_text=_UNITS)
    is_filterable = serializers.BooleanField(required=False)
    position = IntegerField(required=False, help_text="low first")
    translations = TranslationsField(required=False, help_text="by language: name")
    choices = ListField(
        child=ChoiceForm(), required=False, max_length=500, help_text="in order; of kind choice"
    )


class NewAttributeForm(AttributeFacts):
    code = SlugField(max_length=40)
    name = TextField(max_length=80)
    kind = serializers.ChoiceField(KINDS)


class AttributeChanges(AttributeFacts):
    name = TextField(required=False, max_length=80)


class AskedAttribute(serializers.Serializer):
    attribute = TextField(max_length=40, help_text="code or id")
    is_required = serializers.BooleanField(required=False, default=False)


class NewProductTypeForm(serializers.Serializer):
    code = SlugField(max_length=40)
    name = TextField(max_length=80)
    attributes = ListField(
        child=AskedAttribute(),
        required=False,
        max_length=60,
        help_text="in the order in which they are asked",
    )


class ProductTypeChanges(serializers.Serializer):
    name = TextField(required=False, max_length=80)
    attributes = ListField(child=AskedAttribute(), required=False, max_length=60)


class ChoiceBody(serializers.Serializer):
    value = serializers.CharField()
    label = serializers.CharField()
    translations = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))


class AttributeBody(serializers.Serializer):
    id = IdField()
    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    unit = serializers.CharField(help_text="of a measure, else empty")
    is_filterable = serializers.BooleanField()
    position = serializers.IntegerField()
    translations = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))
    choices = ChoiceBody(many=True)


class AttributesPage(PageBody):
    results = AttributeBody(many=True)


class TypedAttributeBody(AttributeBody):
    is_required = serializers.BooleanField()


class ProductTypeBody(serializers.Serializer):
    id = IdField()
    code = serializers.CharField()
    name = serializers.CharField()
    attributes = TypedAttributeBody(many=True)


class ProductTypesPage(PageBody):
    results = ProductTypeBody(many=True)
