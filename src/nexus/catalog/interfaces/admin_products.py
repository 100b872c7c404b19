"""Changing products, variants, pictures and reviews through the services."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from nexus.catalog import facade
from nexus.catalog.contracts.dto import NewProduct, NewVariant, VariantOffer
from nexus.catalog.contracts.errors import InvalidProduct
from nexus.catalog.interfaces import admin_forms as forms
from nexus.catalog.interfaces.admin_page import told_value
from nexus.catalog.queries import categories
from nexus.catalog.queries import products as product_queries
from nexus.catalog.services import media, products, review_desk, reviews, variants
from nexus.catalog.services.offers import offers_of
from nexus.catalog.services.pictures import verified_picture
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import Action, Asked, Done, FieldValues, MomentField, PairsField


def create_product(asked: Asked) -> Done:
    """Product, first variant, price and stock in one step."""
    data = asked.data
    vendor_id, category_id = parse_id(data["vendor"]), parse_id(data["category"])
    if vendor_id is None or category_id is None:
        raise LookupError("the form offers only ids")
    made = facade.create_product(NewProduct(
        title=data["title"], vendor_id=vendor_id, category_id=category_id, description=data["description"],
        status=data["status"], publish_at=data["publish_at"], tags=data["tags"], variants=(_new_variant(data),),
        attributes=data["attributes"],
        product_type_id=data["product_type"], brand_id=data["brand"],
    ))  # fmt: skip
    return Done(
        message=f"{made.title} is there.", goto=reverse("admin:catalog_product_change", args=[made.id])
    )


def edit_product(asked: Asked) -> str:
    data = asked.data
    names = ("title", "slug", "description", "status", "tags", "tax_class")
    changes = {name: data[name] for name in names} | {"publish_at": _hour(asked)}
    standing = {
        "category_id": parse_id(data["category"]), "product_type_id": data["product_type"], "brand_id": data["brand"],
        "further_category_ids": _category_ids(data["categories"]),
        "attributes": retold(asked.record.attributes, data["attributes"]),
        "translations": asked.record.translations | {
            language: {name: data[f"{name}_{language}"] for name in ("title", "description")}
            for language, _ in forms.other_languages()
        },
    }  # fmt: skip
    changed = products.change_product(asked.record.pk, changes=changes | standing)
    return f"{changed.title} is changed."


def retold(before: Mapping[str, Any], pairs: Mapping[str, str], /) -> dict[str, Any]:
    """Attributes as they were typed; a line that was left alone keeps the kind of its value."""
    return {
        code: before[code] if code in before and told_value(before[code]) == text else text
        for code, text in pairs.items()
    }


def _category_ids(slugs: Sequence[str]) -> tuple[UUID, ...]:
    known = categories.by_keys(slugs)
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        message = f"There is no category {', '.join(unknown)}."
        raise InvalidProduct(message, errors={"categories": [message]})
    return tuple(known[slug].id for slug in slugs)


def _hour(asked: Asked) -> datetime | None:
    """What the form shows to the minute is the hour that the product has, to the second; it ends with the status."""
    known, stated = asked.record.publish_at, asked.data["publish_at"]
    if MomentField.text_of(known) != MomentField.text_of(stated):
        return stated
    return known if asked.data["status"] == "scheduled" else None


def restore_product(asked: Asked) -> str:
    products.change_product(asked.record.pk, changes={"status": "draft"})
    return f"{asked.record.title} is a draft again: look at its prices and texts, then publish it."


def archive_product(asked: Asked) -> str:
    products.archive_product(asked.record.pk)
    return f"{asked.record.title} is no longer offered. Orders keep it."


def add_variant(asked: Asked) -> Done:
    made = variants.add_variant(asked.record.pk, _new_variant(asked.data))
    return Done(message=f"{made.sku} is there.", goto=reverse("admin:catalog_variant_change", args=[made.id]))


def edit_variant(asked: Asked) -> str:
    data, record = asked.data, asked.record
    kept = ("sku", "title", "options", "position", "weight_grams", "barcode", "is_active")
    changes = {name: data[name] for name in kept} | ({"is_default": True} if data["is_default"] else {})
    offer = VariantOffer(
        variant_id=record.pk, sku=data["sku"], price=data["price"], compare_at=data["compare_at"]
    )
    changed = variants.change_variant(
        record.product_id, record.pk, changes=changes, offer=offer if data["price"] else None
    )
    return f"{changed.sku} is changed; price, stock and search follow."


def add_image(asked: Asked) -> str:
    """Decoded before the transaction opens; the file goes away again when the row is refused."""
    picture = verified_picture(asked.data["file"].read())
    media.hang_picture(asked.record.pk, picture, alt=asked.data["alt"])
    return f"Picture of {picture.width} × {picture.height} pixels added."


def edit_image(asked: Asked) -> str:
    media.change_image(asked.record.product_id, asked.record.pk, changes=dict(asked.data))
    return "The picture is changed."


def remove_image(asked: Asked) -> Done:
    media.remove_image(asked.record.product_id, asked.record.pk)
    return Done(
        message="The picture is removed.",
        goto=reverse("admin:catalog_product_change", args=[asked.record.product_id]),
    )


def remove_review(asked: Asked) -> Done:
    reviews.remove_review(asked.record.product_id, asked.record.pk)
    return Done(message="The review is removed.", goto=reverse("admin:catalog_review_changelist"))


def approve_review(asked: Asked) -> str:
    review_desk.approve(asked.record.pk, by=asked.user.pk)
    return "The review is published."


def reject_review(asked: Asked) -> str:
    review_desk.reject(asked.record.pk, by=asked.user.pk, reason=asked.data["reason"])
    return "The review is hidden from everybody but its author."


def answer_review(asked: Asked) -> str:
    review_desk.answer(asked.record.product_id, asked.record.pk, text=asked.data["text"])
    return "The answer is shown below the review."


def _new_variant(data: FieldValues) -> NewVariant:
    return NewVariant(
        price=data["price"], sku=data["sku"], compare_at=data["compare_at"], stock_quantity=data["stock_quantity"],
        options=data["options"], weight_grams=data["weight_grams"], barcode=data["barcode"],
    )  # fmt: skip


def _product_now(record: Any) -> FieldValues:
    names = ("title", "slug", "description", "status", "tax_class")
    found = product_queries.products([record.pk])[record.pk]
    return {name: getattr(record, name) for name in names} | {
        "tags": ", ".join(record.tags), "category": str(record.category_id),
        "categories": "\n".join(one.slug for one in found.further_categories),
        "product_type": str(record.product_type_id or ""), "brand": str(record.brand_id or ""),
        "attributes": PairsField.text_of({code: told_value(value) for code, value in record.attributes.items()}),
        "publish_at": MomentField.text_of(record.publish_at),
    } | {
        f"{name}_{language}": record.translations.get(language, {}).get(name, "")
        for language, _ in forms.other_languages() for name in ("title", "description")
    }  # fmt: skip


def _variant_now(record: Any) -> FieldValues:
    names = ("sku", "title", "position", "weight_grams", "barcode", "is_active", "is_default")
    offer = offers_of([record.pk]).get(record.pk)
    return {name: getattr(record, name) for name in names} | {
        "options": PairsField.text_of(record.options),
        "price": str(offer.price) if offer and offer.price is not None else "",
        "compare_at": str(offer.compare_at) if offer and offer.compare_at is not None else "",
    }


CREATE_PRODUCT: Final = Action(
    name="create", label="New product", run=create_product, form=forms.NewProductForm, rank="owner",
    about="A product with its first variant. More variants and pictures are added on its page.",
)  # fmt: skip
PRODUCT_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_product, form=forms.ProductForm, initial=_product_now, rank="owner"),
    Action(name="add-variant", label="Add variant", run=add_variant, form=forms.VariantFields, rank="owner"),
    Action(name="add-image", label="Add picture", run=add_image, form=forms.PictureForm, rank="owner", outside=True,
           about="JPEG, PNG, WebP, AVIF or still GIF, at most 10 MB. It is stored anew; nothing but its pixels is kept."),
    Action(name="archive", label="Archive", run=archive_product, rank="owner", danger=True, bulk=True,
           offered=lambda record: record.status != "archived", about="No longer offered, never deleted: orders point at it."),
    Action(name="restore", label="Restore", run=restore_product, rank="owner", bulk=True,
           offered=lambda record: record.status == "archived", about="It comes back as a draft."),
)  # fmt: skip
VARIANT_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_variant, form=forms.VariantForm, initial=_variant_now, rank="owner",
           about="Stock is counted and adjusted in the list of stock levels."),
)  # fmt: skip
IMAGE_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_image, form=forms.ImageForm, rank="owner",
           initial=lambda record: {name: getattr(record, name) for name in ("alt", "position", "focal_x", "focal_y")}),
    Action(name="remove", label="Remove", run=remove_image, rank="owner", danger=True),
)  # fmt: skip
REVIEW_ACTIONS: Final = (
    Action(name="approve", label="Publish", run=approve_review, bulk=True,
           offered=lambda record: record.status != "published" or record.report_count > 0,
           about="Everybody reads it, it counts in the rating, and what was reported so far is settled."),
    Action(name="reject", label="Reject", run=reject_review, form=forms.RejectionForm, danger=True, bulk=True,
           offered=lambda record: record.status != "rejected", about="Its author still sees it, with the reason."),
    Action(name="answer", label="Answer", run=answer_review, form=forms.AnswerForm,
           initial=lambda record: {"text": record.answer}, about="In the name of the seller, below the review."),
    Action(name="remove", label="Remove", run=remove_review, danger=True,
           about="For what breaks the rules of the shop. The product's rating is counted anew."),
)  # fmt: skip
