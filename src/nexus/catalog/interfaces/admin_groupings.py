"""Brands and collections in the back office; what is in a collection is lines of a text."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.urls import reverse

from nexus.catalog.interfaces.admin_definitions import LinesField
from nexus.catalog.queries import brands as brand_queries
from nexus.catalog.queries import collections as collection_queries
from nexus.catalog.queries import products as product_queries
from nexus.catalog.services import brands as brand_services
from nexus.catalog.services import collections as collection_services
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues

_COLLECTION: Final = ("name", "slug", "description", "position", "is_public")


class BrandForm(BackOfficeForm):
    """Name, address, words."""

    name = forms.CharField(max_length=120)
    slug = forms.CharField(max_length=74, required=False, help_text="Empty: made from the name.")
    description = forms.CharField(required=False, widget=forms.Textarea)


class CollectionForm(BrandForm):
    """With its place among the others."""

    position = forms.IntegerField(
        initial=0, min_value=-100_000, max_value=100_000, help_text="Among collections, low first."
    )
    is_public = forms.BooleanField(required=False, initial=True, label="Shoppers see it")


class MembersForm(BackOfficeForm):
    """What is in it, in order."""

    products = LinesField(
        required=False, help_text="Slugs or ids, one a line, in the order in which they are shown."
    )


def create_brand(asked: Asked) -> Done:
    made = brand_services.create_brand(**asked.data)
    return Done(message=f"{made.name} is there.", goto=reverse("admin:catalog_brand_change", args=[made.id]))


def edit_brand(asked: Asked) -> str:
    changed = brand_services.change_brand(asked.record.pk, changes=_stated(asked.data))
    return f"{changed.name} is changed; its products show it."


def remove_brand(asked: Asked) -> Done:
    brand_services.remove_brand(asked.record.pk)
    return Done(message=f"{asked.record.name} is removed.", goto=reverse("admin:catalog_brand_changelist"))


def create_collection(asked: Asked) -> Done:
    made = collection_services.create_collection(**asked.data)
    return Done(
        message=f"{made.name} is there.", goto=reverse("admin:catalog_collection_change", args=[made.id])
    )


def edit_collection(asked: Asked) -> str:
    changed = collection_services.change_collection(asked.record.pk, changes=_stated(asked.data))
    return f"{changed.name} is changed; its products show it."


def put_members(asked: Asked) -> str:
    collection_services.put_members(asked.record.pk, asked.data["products"])
    return f"{asked.record.name} holds {len(asked.data['products'])} products."


def remove_collection(asked: Asked) -> Done:
    collection_services.remove_collection(asked.record.pk)
    return Done(
        message=f"{asked.record.name} is removed.", goto=reverse("admin:catalog_collection_changelist")
    )


def brand_choices() -> Iterable[tuple[str, str]]:
    """Every brand, and none."""
    return [("", "(none)"), *((str(one.id), one.name) for one in brand_queries.brands())]


def _stated(data: FieldValues) -> FieldValues:
    """An empty slug leaves the present one."""
    return {name: value for name, value in data.items() if name != "slug" or value}


def _members_now(record: Any) -> FieldValues:
    ids = collection_queries.product_ids(record.pk)
    slugs = product_queries.slugs_of(ids)
    return {"products": "\n".join(slugs[one] for one in ids if one in slugs)}


def _now(*names: str) -> Any:
    return lambda record: {name: getattr(record, name) for name in names}


CREATE_BRAND: Final = Action(name="create", label="New brand", run=create_brand, form=BrandForm, rank="owner")
BRAND_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_brand, form=BrandForm, initial=_now("name", "slug", "description"), rank="owner"),
    Action(name="remove", label="Remove", run=remove_brand, rank="owner", danger=True,
           about="Only a brand that no product carries."),
)  # fmt: skip
CREATE_COLLECTION: Final = Action(
    name="create", label="New collection", run=create_collection, form=CollectionForm, rank="owner",
    about="Products that are shown together. What is in it is said on its page.",
)  # fmt: skip
COLLECTION_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_collection, form=CollectionForm, initial=_now(*_COLLECTION), rank="owner"),
    Action(name="products", label="Choose products", run=put_members, form=MembersForm, initial=_members_now, rank="owner"),
    Action(name="remove", label="Remove", run=remove_collection, rank="owner", danger=True, about="Its products stay."),
)  # fmt: skip
