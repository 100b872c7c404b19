"""Forms of products and variants. What a value may be is decided by the services; these say what to ask for."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings

from nexus.catalog.interfaces.admin_definitions import LinesField, type_choices
from nexus.catalog.interfaces.admin_groupings import brand_choices
from nexus.catalog.interfaces.admin_tree import category_choices
from nexus.catalog.models import ProductStatus
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import AmountField, BackOfficeForm, MomentField, PairsField
from nexus.tenancy import facade as tenancy
from nexus.vendors import facade as vendors

_STATUSES = [(value, value.capitalize()) for value in ProductStatus.values]


def _offer_choices(fields: dict[str, Any]) -> None:
    """What products may belong to."""
    fields["category"].choices = category_choices()
    fields["product_type"].choices = type_choices()
    fields["brand"].choices = brand_choices()


class TagsMixin:
    """Words separated by commas."""

    cleaned_data: dict[str, Any]

    def clean_product_type(self) -> UUID | None:
        return parse_id(self.cleaned_data["product_type"])

    def clean_brand(self) -> UUID | None:
        return parse_id(self.cleaned_data["brand"])

    def clean_tags(self) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.cleaned_data["tags"].split(",") if word.strip())


class ProductForm(TagsMixin, BackOfficeForm):
    """The product itself."""

    title = forms.CharField(max_length=200)
    slug = forms.CharField(max_length=120, help_text="Part of its address in the shop.")
    description = forms.CharField(required=False, widget=forms.Textarea)
    status = forms.ChoiceField(choices=_STATUSES)
    publish_at = MomentField(required=False, help_text="With status scheduled: in the shop's time zone.")
    category = forms.ChoiceField()
    categories = LinesField(required=False, label="Further categories", help_text="Slugs, one a line.")
    product_type = forms.ChoiceField(required=False)
    brand = forms.ChoiceField(required=False)
    attributes = PairsField(required=False, help_text="One a line, as in `colour: red` or `weight: 1.5 kg`.")
    tags = forms.CharField(required=False, help_text="Separated by commas.")
    tax_class = forms.CharField(max_length=40)

    def ask(self) -> None:
        _offer_choices(self.fields)
        for language, name in other_languages():
            self.fields[f"title_{language}"] = forms.CharField(
                required=False, max_length=200, label=f"Title in {name}", help_text="Empty: shown as above."
            )
            self.fields[f"description_{language}"] = forms.CharField(
                required=False, widget=forms.Textarea, label=f"Description in {name}"
            )


def other_languages() -> list[tuple[str, str]]:
    """What the shop's pages speak besides its own language: two letters and the name."""
    own = tenancy.tenant().locale[:2]
    return [(code, str(name)) for code, name in settings.LANGUAGES if code != own]


class PriceMixin:
    """Amounts are in the tenant's currency."""

    fields: dict[str, Any]

    def ask(self) -> None:
        currency = tenancy.tenant().currency
        for name in ("price", "compare_at"):
            self.fields[name].currency = currency
            self.fields[name].label = f"{self.fields[name].label or name.capitalize()} in {currency}"


class VariantFields(PriceMixin, BackOfficeForm):
    """A new variant."""

    sku = forms.CharField(max_length=64, required=False, label="SKU", help_text="Empty: made up.")
    options = PairsField(required=False, help_text="One a line, as in `size: M`.")
    price = AmountField(max_length=24)
    compare_at = AmountField(max_length=24, required=False, label="Crossed-out price")
    stock_quantity = forms.IntegerField(min_value=0, initial=0, label="On hand")
    weight_grams = forms.IntegerField(min_value=0, required=False, label="Weight in grams")
    barcode = forms.CharField(max_length=20, required=False)


class VariantForm(PriceMixin, BackOfficeForm):
    """An existing variant."""

    sku = forms.CharField(max_length=64, label="SKU")
    title = forms.CharField(max_length=200, required=False)
    options = PairsField(required=False, help_text="One a line, as in `size: M`.")
    price = AmountField(max_length=24, required=False, help_text="Empty: the price stays as it is.")
    compare_at = AmountField(
        max_length=24,
        required=False,
        label="Crossed-out price",
        help_text="Empty, with a price: none from now on.",
    )
    position = forms.IntegerField(min_value=0, max_value=100_000)
    weight_grams = forms.IntegerField(min_value=0, required=False, label="Weight in grams")
    barcode = forms.CharField(max_length=20, required=False)
    is_active = forms.BooleanField(required=False, label="Can be bought")
    is_default = forms.BooleanField(required=False, label="Meant when a buyer names only the product")


class NewProductForm(TagsMixin, VariantFields):
    """Product and first variant."""

    field_order = (
        "title",
        "vendor",
        "category",
        "status",
        "publish_at",
        "description",
        "product_type",
        "brand",
        "attributes",
        "tags",
        "price",
        "compare_at",
        "stock_quantity",
    )
    title = forms.CharField(max_length=200)
    vendor = forms.ChoiceField(label="Seller")
    category = forms.ChoiceField()
    status = forms.ChoiceField(choices=_STATUSES, initial=ProductStatus.PUBLISHED)
    publish_at = MomentField(required=False, help_text="With status scheduled: in the shop's time zone.")
    description = forms.CharField(required=False, widget=forms.Textarea)
    product_type = forms.ChoiceField(required=False)
    brand = forms.ChoiceField(required=False)
    attributes = PairsField(required=False, help_text="One a line, as in `colour: red` or `weight: 1.5 kg`.")
    tags = forms.CharField(required=False, help_text="Separated by commas.")

    def ask(self) -> None:
        super().ask()
        _offer_choices(self.fields)
        self.fields["vendor"].choices = [(str(found.id), found.name) for found in vendors.approved_vendors()]


class PictureForm(BackOfficeForm):
    """A picture to add."""

    file = forms.FileField(label="Picture")
    alt = forms.CharField(
        max_length=200,
        required=False,
        label="Description",
        help_text="Read aloud to those who do not see it.",
    )


class ImageForm(BackOfficeForm):
    """Words and place of a picture, and what of it must stay in sight."""

    alt = forms.CharField(max_length=200, required=False, label="Description")
    position = forms.IntegerField(min_value=0, max_value=100_000)
    focal_x = forms.IntegerField(min_value=0, max_value=100, label="Focal point, percent from the left")
    focal_y = forms.IntegerField(min_value=0, max_value=100, label="Focal point, percent from the top")


class RejectionForm(BackOfficeForm):
    """Why a review is not shown."""

    reason = forms.CharField(
        max_length=200, initial="It breaks the rules of this shop.", help_text="Its author reads it."
    )


class AnswerForm(BackOfficeForm):
    """Words below a review."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea, label="Answer")
