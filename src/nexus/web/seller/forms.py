"""What a seller types about a product."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.definitions import AttributeInfo, BrandDetails, ProductTypeDefinition
from nexus.catalog.contracts.dto import CategoryInfo
from nexus.kernel.money import Money, exponent_of
from nexus.web.components.forms import PageForm, dress, one_line
from nexus.web.seller.goods import WrongEntry, typed_pieces, typed_price

type Choices = list[tuple[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelves:
    """What a product is sorted by. Four statements."""

    categories: tuple[CategoryInfo, ...]
    brands: tuple[BrandDetails, ...]
    types: tuple[ProductTypeDefinition, ...]
    definitions: tuple[AttributeInfo, ...]


def shelves() -> Shelves:
    return Shelves(
        categories=catalog.categories(),
        brands=catalog.brands(),
        types=catalog.product_types(),
        definitions=catalog.attribute_definitions(),
    )


class PriceField(forms.CharField):
    """A price in the shop's currency; None for nothing typed."""

    currency = "EUR"

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=24, widget=widget, **kwargs)

    def in_currency(self, currency: str, /) -> None:
        self.currency = currency
        self.widget.attrs["inputmode"] = "decimal" if exponent_of(currency) else "numeric"
        self.label = f"{self.label} ({currency})"

    def clean(self, value: Any) -> Money | None:
        text = super().clean(value)
        try:
            return typed_price(text, self.currency)
        except WrongEntry as error:
            raise forms.ValidationError(str(error)) from None


class PiecesField(forms.CharField):
    """A number of pieces; None for nothing typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=10, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        try:
            return typed_pieces(text)
        except WrongEntry as error:
            raise forms.ValidationError(str(error)) from None


class HourField(forms.DateTimeField):
    """A moment to the minute, in the shop's zone as the browser's own input sends it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


class ProductForm(PageForm):
    """The product itself. Names are those of the catalog's changes, as far as one input makes one of them."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Plain text. An empty line begins a new paragraph."),
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"))
    further = forms.MultipleChoiceField(
        label=gettext_lazy("Further categories"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=gettext_lazy("Where else it is found. Several: hold Ctrl, or Cmd on a Mac."),
    )
    brand = forms.ChoiceField(label=gettext_lazy("Brand"), required=False)
    product_type = forms.ChoiceField(
        label=gettext_lazy("Kind of product"),
        required=False,
        help_text=gettext_lazy("Decides what is asked for below."),
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        max_length=1300,
        required=False,
        help_text=gettext_lazy("Words that people look for, with commas between them."),
    )
    slug = forms.CharField(
        label=gettext_lazy("Address in the shop"),
        max_length=74,
        required=False,
        help_text=gettext_lazy(
            "The last part of the page's address: lower case letters, digits and dashes. Empty: made from the title."
        ),
    )

    publish_at = HourField(
        label=gettext_lazy("Publish by itself at"),
        required=False,
        help_text=gettext_lazy("In the shop's own time zone."),
    )

    def __init__(self, *args: Any, shelves: Shelves, own_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = [(code, name) for code, name in settings.LANGUAGES if code != own_language]
        for code, _name in self.languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=gettext_lazy("Title"), max_length=200, required=False
            )
            self.fields[f"description_{code}"] = forms.CharField(
                label=gettext_lazy("Description"),
                max_length=50_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
            dress(self.fields[f"title_{code}"])
            dress(self.fields[f"description_{code}"])
        tree = category_choices(shelves.categories)
        self._offer("category", [("", ""), *tree])
        self._offer("further", tree)
        self._offer("brand", [("", "–"), *((str(one.id), one.name) for one in shelves.brands)])
        self._offer("product_type", [("", "–"), *((str(one.id), one.name) for one in shelves.types)])

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def translated(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Language, its name, and its fields."""
        return [
            (code, name, [self[f"title_{code}"], self[f"description_{code}"]])
            for code, name in self.languages
        ]

    def translations(self) -> dict[str, dict[str, str]]:
        """As the catalog keeps them: empty texts are left out."""
        found = {
            code: {
                name: text.replace("\r\n", "\n").strip()
                for name in ("title", "description")
                if (text := str(self.cleaned_data[f"{name}_{code}"])).strip()
            }
            for code, _name in self.languages
        }
        return {code: texts for code, texts in found.items() if texts}

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_description(self) -> str:
        return str(self.cleaned_data["description"]).replace("\r\n", "\n").strip()

    def clean_tags(self) -> list[str]:
        words = (one_line(word).casefold() for word in self.cleaned_data["tags"].split(","))
        return list(dict.fromkeys(word for word in words if word))


class SoleForm(PageForm):
    """What is sold, of a product with one variant."""

    price = PriceField(label=gettext_lazy("Price"))
    compare_at_price = PriceField(
        label=gettext_lazy("Price before"),
        required=False,
        help_text=gettext_lazy("Shown struck out beside the price while it is reduced."),
    )
    stock_quantity = PiecesField(label=gettext_lazy("Pieces in stock"), required=False)
    sku = forms.CharField(
        label=gettext_lazy("SKU"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("Your own number for it. Empty: one is made up."),
    )
    barcode = forms.CharField(
        label=gettext_lazy("Barcode"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("GTIN (EAN, UPC, ISBN), or a code of your own."),
    )
    weight_grams = PiecesField(label=gettext_lazy("Weight in grams"), required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("price", "compare_at_price"):
            self.fields[name].in_currency(currency)  # type: ignore[attr-defined]

    def clean_sku(self) -> str:
        return str(self.cleaned_data["sku"]).strip()


def category_choices(categories: Iterable[CategoryInfo], /) -> Choices:
    """The tree as the entries of a list, deeper ones moved in."""
    return [(str(one.id), f"{'\u2003' * (one.depth - 1)}{one.name}") for one in in_tree_order(categories)]


def in_tree_order(categories: Iterable[CategoryInfo], /) -> Sequence[CategoryInfo]:
    """Each behind its parent; siblings by position and name."""
    known = list(categories)
    below: dict[Any, list[CategoryInfo]] = {}
    for one in sorted(known, key=lambda one: (one.position, one.name)):
        below.setdefault(one.parent_id, []).append(one)
    ordered: list[CategoryInfo] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += reversed(below.get(one.id, []))
    return ordered
