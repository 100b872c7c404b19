"""From a wished product to the rows and offers that make it: checks every value, names the field that is
to blame."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf.locale import LANG_INFO

from nexus.catalog.contracts.dto import NewProduct, NewVariant, Translations, VariantOffer
from nexus.catalog.contracts.errors import InvalidProduct, SkuTaken
from nexus.catalog.services.attribute_values import Errors, Rules, fitting, fitting_options
from nexus.catalog.services.barcodes import tidy_barcode
from nexus.catalog.services.prose import plain_line, plain_text
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.tenancy import facade as tenancy

MOST_VARIANTS: Final = 500
MOST_TAGS: Final = 30
MOST_ATTRIBUTES: Final = 60
HIGHEST_MINOR: Final = 10**14
HIGHEST_STOCK: Final = 2_000_000_000
HEAVIEST_GRAMS: Final = 100_000_000
CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
SKU: Final = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,62}[^\s\x00-\x1f\x7f])?")
LANGUAGES: Final = frozenset(code for code in LANG_INFO if len(code) == 2)
LONGEST_WAIT: Final = timedelta(days=3653)
STATUSES: Final = ("draft", "scheduled", "published", "archived")
PUBLIC_STATUSES: Final = frozenset({"scheduled", "published"})


@dataclass(frozen=True, kw_only=True, slots=True)
class VariantRow:
    """A variant ready to be stored, and what it costs and how many there are."""

    id: UUID
    sku: str
    title: str
    options: dict[str, str]
    position: int
    weight_grams: int | None
    barcode: str
    is_default: bool
    offer: VariantOffer


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductRow:
    """A product ready to be stored; slug and vendor's name are added by whoever stores it."""

    id: UUID
    title: str
    description: str
    status: str
    tags: list[str]
    attributes: dict[str, Any]
    tax_class: str
    variants: tuple[VariantRow, ...]
    product_type_id: UUID | None = None
    brand_id: UUID | None = None
    further_category_ids: tuple[UUID, ...] = ()
    publish_at: datetime | None = None
    is_approved: bool = True
    translations: Translations = field(default_factory=dict)


def assemble(new: NewProduct, /, *, rules: Rules) -> ProductRow:
    """Check and tidy; `rules`: what is defined for products of its type (see `rules.rules_for`).

    Raises InvalidProduct, SkuTaken (the same SKU twice in the input).
    """
    errors: Errors = defaultdict(list)
    variants = assemble_variants(new.variants, errors, single=len(new.variants) == 1, rules=rules)
    row = ProductRow(
        id=new_id(),
        title=tidy_title(new.title, errors),
        description=plain_text(new.description),
        status=known_status(new.status, errors),
        tags=tidy_tags(new.tags, errors),
        attributes=fitting(
            tidy_attributes(new.attributes, errors),
            errors,
            rules=rules,
            options={name for variant in variants for name in variant.options},
            complete=new.status in PUBLIC_STATUSES,
        ),
        tax_class=new.tax_class,
        variants=variants,
        product_type_id=new.product_type_id,
        brand_id=new.brand_id,
        further_category_ids=tuple(
            dict.fromkeys(one for one in new.further_category_ids if one != new.category_id)
        ),
        publish_at=new.publish_at,
        translations=tidy_translations(new.translations, errors),
    )
    check_hour(row.status, row.publish_at, errors)
    refuse(errors)
    return row


def assemble_variants(
    variants: Sequence[NewVariant],
    errors: Errors,
    /,
    *,
    rules: Rules,
    single: bool = False,
    first_position: int = 0,
) -> tuple[VariantRow, ...]:
    """Rows for new variants. `single`: fields are named plainly, not `variants.0.sku`. Raises SkuTaken."""
    if not 1 <= len(variants) <= MOST_VARIANTS:
        errors["variants"].append(f"A product has between 1 and {MOST_VARIANTS} variants.")
    rows = tuple(
        _variant(new, errors, "" if single else f"variants.{index}.", first_position + index, rules)
        for index, new in enumerate(variants)
    )
    _refuse_twins(rows, errors, single)
    return rows


def refuse(errors: Mapping[str, list[str]], /) -> None:
    """Raises InvalidProduct when there is anything to refuse."""
    if errors:
        raise InvalidProduct("Some values are missing or not valid.", errors=dict(errors))


def check_offer(offer: VariantOffer, errors: Errors, prefix: str = "", /) -> None:
    """Prices and stock within what can be kept."""
    for name, money in (("price", offer.price), ("compare_at_price", offer.compare_at)):
        if money is not None and not 0 <= money.minor <= HIGHEST_MINOR:
            errors[f"{prefix}{name}"].append("Must not be negative." if money.minor < 0 else "Is too high.")
    if offer.stock_quantity is not None and not 0 <= offer.stock_quantity <= HIGHEST_STOCK:
        errors[f"{prefix}stock_quantity"].append(f"Must be between 0 and {HIGHEST_STOCK}.")


def tidy_title(title: str, errors: Errors, /) -> str:
    tidy = plain_line(title)
    if not tidy or len(tidy) > 200:
        errors["title"].append("Must have between 1 and 200 characters of text.")
    return tidy


def known_status(status: str, errors: Errors, /) -> str:
    if status not in STATUSES:
        errors["status"].append(f"Must be one of {', '.join(STATUSES)}.")
    return status


def check_hour(
    status: str, publish_at: datetime | None, errors: Errors, /, *, known: datetime | None = None
) -> None:
    """When a product is to be published goes with the status scheduled, and lies ahead (`known`: what it was before
    needs not). A date in the past is a slip of the pen more often than a wish to publish at once."""
    now = clock.now()
    if status != "scheduled":
        if publish_at is not None:
            errors["publish_at"].append(
                "Only a scheduled product has an hour: state the status scheduled too."
            )
    elif publish_at is None:
        errors["publish_at"].append("Say when a scheduled product is to be published.")
    elif publish_at != known and not now < publish_at <= now + LONGEST_WAIT:
        errors["publish_at"].append(
            "Must lie in the future, within ten years; to publish at once, state the status published."
        )


def tidy_translations(given: Translations, errors: Errors, /) -> dict[str, dict[str, str]]:
    """Titles and descriptions by language (two letters, not the shop's own); empty ones are left out."""
    tidy: dict[str, dict[str, str]] = {}
    own = tenancy.tenant().locale[:2]
    for language, texts in given.items():
        if language not in LANGUAGES or not texts.keys() <= {"title", "description"}:
            errors[f"translations.{language[:10]}"].append(
                "Two letters of a language, with a title and a description."
            )
            continue
        if language == own:
            errors[f"translations.{language}"].append(
                "This is the shop's own language: state title and description themselves."
            )
        title = plain_line(texts.get("title", ""))
        if len(title) > 200:
            errors[f"translations.{language}.title"].append("At most 200 characters.")
        found = {"title": title, "description": plain_text(texts.get("description", ""))}
        if kept := {name: text for name, text in found.items() if text}:
            tidy[language] = kept
    return tidy


def tidy_tags(tags: Sequence[str], errors: Errors, /) -> list[str]:
    """Lower case, each once, in the order given."""
    tidy = list(dict.fromkeys(word for word in (plain_line(tag).casefold() for tag in tags) if word))
    if len(tidy) > MOST_TAGS or any(len(tag) > 40 for tag in tidy):
        errors["tags"].append(f"At most {MOST_TAGS} tags of at most 40 characters.")
    return tidy


def tidy_attributes(attributes: Mapping[str, Any], errors: Errors, /) -> dict[str, Any]:
    """Codes of lower case letters, digits and underscores; values are text, numbers, booleans or measures."""
    if len(attributes) > MOST_ATTRIBUTES:
        errors["attributes"].append(f"At most {MOST_ATTRIBUTES} attributes.")
    for code, value in attributes.items():
        if not CODE.fullmatch(str(code)):
            errors[f"attributes.{str(code)[:40]}"].append(
                "Codes are lower case letters, digits and underscores."
            )
        elif not _is_storable(value):
            errors[f"attributes.{code}"].append(
                "Must be text, a number, true/false or a measure, at most 500 characters."
            )
    return {
        str(code): plain_line(value) if isinstance(value, str) else value
        for code, value in attributes.items()
    }


def _is_storable(value: Any) -> bool:
    """What can be kept for a code whatever is defined for it; null takes a value back."""
    if isinstance(value, Mapping):
        return value.keys() == {"amount", "unit"} and not any(
            isinstance(part, Mapping | Sequence) and not isinstance(part, str) for part in value.values()
        )
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return value is None or (isinstance(value, str | int | float) and len(str(value)) <= 500)


def tidy_sku(sku: str, errors: Errors, prefix: str = "", /) -> str:
    """At most 64 printable characters without blanks at the ends; an empty one is generated."""
    tidy = sku.strip() or f"SKU-{new_id().hex[-12:].upper()}"
    if not SKU.fullmatch(tidy):
        errors[f"{prefix}sku"].append("At most 64 printable characters.")
    return tidy


def tidy_options(options: Mapping[str, str], errors: Errors, prefix: str = "", /) -> dict[str, str]:
    """Names and values of at most 60 characters, at most five of them."""
    tidy = {plain_line(str(name)): plain_line(str(value)) for name, value in options.items()}
    if len(tidy) > 5 or any(
        not name or not value or len(name) > 60 or len(value) > 60 for name, value in tidy.items()
    ):
        errors[f"{prefix}options"].append(
            "At most 5 options, each with a name and a value of at most 60 characters."
        )
    return tidy


def _variant(new: NewVariant, errors: Errors, prefix: str, position: int, rules: Rules) -> VariantRow:
    options = fitting_options(tidy_options(new.options, errors, prefix), errors, rules=rules, prefix=prefix)
    weight = new.weight_grams
    if weight is not None and not 0 <= weight <= HEAVIEST_GRAMS:
        errors[f"{prefix}weight_grams"].append(f"Must be between 0 and {HEAVIEST_GRAMS}.")
    variant_id, sku = new_id(), tidy_sku(new.sku, errors, prefix)
    offer = VariantOffer(
        variant_id=variant_id,
        sku=sku,
        price=new.price,
        compare_at=new.compare_at,
        stock_quantity=new.stock_quantity,
    )
    check_offer(offer, errors, prefix)
    return VariantRow(
        id=variant_id,
        sku=sku,
        options=options,
        position=position,
        weight_grams=weight,
        barcode=tidy_barcode(new.barcode, errors, prefix),
        title=plain_line(new.title)[:200] or " / ".join(options.values())[:200],
        is_default=position == 0,
        offer=offer,
    )


def _refuse_twins(rows: Sequence[VariantRow], errors: Errors, single: bool) -> None:
    seen_skus: set[str] = set()
    seen_options: set[tuple[tuple[str, str], ...]] = set()
    for index, row in enumerate(rows):
        prefix = "" if single else f"variants.{index}."
        if row.sku in seen_skus:
            raise SkuTaken(
                f"SKU {row.sku!r} is given twice.", errors={f"{prefix}sku": ["Given twice."]}, skus=[row.sku]
            )
        choice = tuple(sorted(row.options.items()))
        if choice in seen_options:
            errors[f"{prefix}options"].append("Another variant has the same options.")
        seen_skus.add(row.sku)
        seen_options.add(choice)
