"""Defining attributes and product types in the back office: choices and attributes are lines of a text."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.urls import reverse

from nexus.catalog.contracts.definitions import ChoiceInfo, Names, NewChoice, TypedAttributeInfo
from nexus.catalog.contracts.units import UNITS
from nexus.catalog.models import AttributeKind
from nexus.catalog.queries import definitions as queries
from nexus.catalog.services import attributes as attribute_services
from nexus.catalog.services import product_types as type_services
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues, PairsField

_UNITS: Final = [("", "(none)"), *((code, f"{code} ({unit.dimension})") for code, unit in UNITS.items())]


class LinesField(forms.CharField):
    """Entries, one a line; cleans to a list without the empty ones."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[Any]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class ChoicesField(LinesField):
    """`red: Red | es: Rojo`: what products keep, what people read, and its translations; `red` alone is both."""

    def clean(self, value: Any) -> list[NewChoice]:
        return [self._choice(line) for line in super().clean(value)]

    def _choice(self, line: str) -> NewChoice:
        told, *others = (part.strip() for part in line.split("|"))
        kept, _, label = (part.strip() for part in told.partition(":"))
        pairs = [part.partition(":") for part in others]
        if any(not sign for _, sign, _ in pairs):
            raise forms.ValidationError(f"Not understood: {line[:80]}. As in `red: Red | es: Rojo`.")
        names = {language.strip(): {"label": word.strip()} for language, _, word in pairs}
        return NewChoice(value=kept, label=label, translations=names)


class AskedField(LinesField):
    """`colour *`: the code of an attribute; a star for one that products need."""

    def clean(self, value: Any) -> list[tuple[str, bool]]:
        return [(line.removesuffix("*").strip(), line.endswith("*")) for line in super().clean(value)]


class AttributeForm(BackOfficeForm):
    """What of an attribute can change."""

    name = forms.CharField(max_length=80)
    unit = forms.ChoiceField(
        choices=_UNITS, required=False, help_text="Of measures: what bare numbers are in."
    )
    choices = ChoicesField(
        required=False, help_text="Of choices, one a line and in order, as in `red: Red | es: Rojo`."
    )
    translations = PairsField(required=False, help_text="Of the name, one a line, as in `es: Color`.")
    is_filterable = forms.BooleanField(required=False, initial=True, label="Shoppers filter by it")
    position = forms.IntegerField(initial=0, min_value=-100_000, max_value=100_000, help_text="Low first.")


class NewAttributeForm(AttributeForm):
    """With what stays."""

    field_order = ("code", "name", "kind")
    code = forms.CharField(max_length=40, help_text="As in files and addresses; stays what it is.")
    kind = forms.ChoiceField(choices=AttributeKind.choices, help_text="Stays what it is.")


class ProductTypeForm(BackOfficeForm):
    """Name and attributes."""

    name = forms.CharField(max_length=80)
    attributes = AskedField(
        required=False,
        help_text="Codes, one a line, in the order in which they are asked for; a star (`colour *`) for what has to be told.",
    )


class NewProductTypeForm(ProductTypeForm):
    """With what stays."""

    field_order = ("code", "name")
    code = forms.CharField(max_length=40, help_text="As in files and addresses; stays what it is.")


def choice_line(choice: ChoiceInfo, /) -> str:
    """A choice as the form shows it."""
    others = [f" | {language}: {names['label']}" for language, names in choice.translations.items()]
    return f"{choice.value}: {choice.label}{''.join(others)}"


def asked_lines(attributes: Sequence[TypedAttributeInfo], /) -> str:
    """Attributes of a type as the form shows them."""
    return "\n".join(f"{one.code} *" if one.is_required else one.code for one in attributes)


def define_attribute(asked: Asked) -> Done:
    data = asked.data
    made = attribute_services.define_attribute(code=data["code"], kind=data["kind"], **_attribute_facts(data))
    return Done(
        message=f"{made.code} is defined.", goto=reverse("admin:catalog_attribute_change", args=[made.id])
    )


def edit_attribute(asked: Asked) -> str:
    changes = _attribute_facts(asked.data)
    if asked.record.kind != AttributeKind.CHOICE and not changes["choices"]:
        del changes["choices"]
    changed = attribute_services.change_attribute(asked.record.pk, changes=changes)
    return f"{changed.code} is changed."


def remove_attribute(asked: Asked) -> Done:
    attribute_services.remove_attribute(asked.record.pk)
    return Done(
        message=f"{asked.record.code} is removed.", goto=reverse("admin:catalog_attribute_changelist")
    )


def define_type(asked: Asked) -> Done:
    made = type_services.define_product_type(**asked.data)
    return Done(
        message=f"{made.code} is defined.", goto=reverse("admin:catalog_producttype_change", args=[made.id])
    )


def edit_type(asked: Asked) -> str:
    changed = type_services.change_product_type(asked.record.pk, changes=asked.data)
    return f"{changed.code} is changed."


def remove_type(asked: Asked) -> Done:
    type_services.remove_product_type(asked.record.pk)
    return Done(
        message=f"{asked.record.code} is removed.", goto=reverse("admin:catalog_producttype_changelist")
    )


def _attribute_facts(data: FieldValues) -> dict[str, Any]:
    facts = {name: data[name] for name in ("name", "unit", "choices", "is_filterable", "position")}
    return facts | {
        "translations": {language: {"name": word} for language, word in data["translations"].items()}
    }


def _attribute_now(record: Any) -> FieldValues:
    names = ("name", "unit", "is_filterable", "position")
    found = queries.attribute(str(record.pk))
    return {name: getattr(record, name) for name in names} | {
        "choices": "\n".join(choice_line(one) for one in found.choices) if found else "",
        "translations": PairsField.text_of(_words(record.translations)),
    }  # fmt: skip


def _words(names: Names) -> dict[str, str]:
    return {language: words.get("name", "") for language, words in names.items()}


def _type_now(record: Any) -> FieldValues:
    found = queries.product_type(str(record.pk))
    return {"name": record.name, "attributes": asked_lines(found.attributes) if found else ""}


def type_choices() -> Iterable[tuple[str, str]]:
    """Every product type, and none."""
    return [("", "(none)"), *((str(one.id), one.name) for one in queries.product_types())]


CREATE_ATTRIBUTE: Final = Action(
    name="create", label="New attribute", run=define_attribute, form=NewAttributeForm, rank="owner",
    about="Something that can be told about products, and in which form.",
)  # fmt: skip
ATTRIBUTE_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_attribute, form=AttributeForm, initial=_attribute_now, rank="owner",
           about="A choice that products have cannot be taken away."),
    Action(name="remove", label="Remove", run=remove_attribute, rank="owner", danger=True,
           about="Only what no product states and no product type asks for."),
)  # fmt: skip
CREATE_TYPE: Final = Action(
    name="create", label="New product type", run=define_type, form=NewProductTypeForm, rank="owner",
    about="Products of one kind, such as shoes: they have the same attributes.",
)  # fmt: skip
TYPE_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_type, form=ProductTypeForm, initial=_type_now, rank="owner",
           about="Products that exist have to fit when they are changed next."),
    Action(name="remove", label="Remove", run=remove_type, rank="owner", danger=True, about="Only a type without products."),
)  # fmt: skip
