"""What the demo plans to sell: words of its own for each product, and a picture for each of them, and no other."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import pytest
from PIL import Image

from nexus.catalog.contracts.definitions import AttributeInfo, ChoiceInfo
from nexus.catalog.services.assembly import assemble
from nexus.catalog.services.attribute_values import Rules
from nexus.config.demo.branding import BRANDS
from nexus.config.demo.definitions import asked, attributes, brand_of
from nexus.config.demo.goods import ATELIER, SELLERS
from nexus.config.demo.pictures import FOLDER, described, names, views
from nexus.config.demo.shelves import Planned, Shelves, in_turn, plan
from nexus.config.demo.voices import VOICES

STUDIO = Path(__file__).parents[2] / "tools/studio/shelves"
BUDGET = 7_000_000


def planned() -> list[Planned]:
    sellers = (*SELLERS, ATELIER)
    lines = [line for seller in sellers for line in seller.lines]
    shelves = Shelves(
        {line.name: uuid4() for line in lines},
        {line.section: uuid5(NAMESPACE_URL, line.section) for line in lines},
        {brand_of(seller, line): uuid4() for seller in sellers for line in seller.lines},
    )
    return in_turn(plan(seller, uuid4(), shelves, "EUR") for seller in sellers)


def rules() -> dict[UUID | None, Rules]:
    """What the shops define, by product type."""
    sellers = (*SELLERS, ATELIER)
    known = {
        facts["code"]: AttributeInfo(
            id=uuid4(), code=facts["code"], name=facts["name"], kind=facts["kind"], unit=facts["unit"],
            choices=tuple(ChoiceInfo(id=uuid4(), value=one.value, label=one.value) for one in facts["choices"]),
        )
        for facts in attributes(sellers)
    }  # fmt: skip
    return {
        uuid5(NAMESPACE_URL, line.section): Rules(
            known={code: known[code] for code in asked(line.section)}, required=tuple(asked(line.section)[:2]),
            is_closed=True,
        )
        for seller in sellers for line in seller.lines
    }  # fmt: skip


@pytest.fixture(scope="module")
def products() -> list[Planned]:
    return planned()


def test_the_same_demo_every_time(products: list[Planned]) -> None:
    again = planned()
    assert [entry.product.variants for entry in again] == [entry.product.variants for entry in products]


def test_every_product_is_acceptable_and_unlike_the_others(tenant: Any, products: list[Planned]) -> None:
    defined = rules()
    for entry in products:
        assemble(entry.product, rules=defined[entry.product.product_type_id])
    for words in ("title", "description"):
        assert len({getattr(entry.product, words) for entry in products}) == len(products)
    skus = [variant.sku for entry in products for variant in entry.product.variants]
    assert len(set(skus)) == len(skus)


def test_filters_and_badges_have_something_to_show(products: list[Planned]) -> None:
    told = Counter(code for entry in products for code in entry.product.attributes)
    assert told["material"] == told["colour"] == told["made_in"] == len(products)
    assert all(
        told[code] >= 4 for code in ("power", "battery_life", "volume", "wash_at", "pages", "dishwasher_safe")
    )
    (radio,) = [entry.product for entry in products if entry.product.title == "Aria Radio"]
    assert radio.attributes["battery_life"] == "20 hours"
    variants = [variant for entry in products for variant in entry.product.variants]
    assert 0 < sum(variant.stock_quantity == 0 for variant in variants) < len(variants) / 10
    reduced = [variant for variant in variants if variant.compare_at]
    assert 0 < len(reduced) < len(variants) / 3
    assert all(variant.compare_at and variant.compare_at.minor > variant.price.minor for variant in reduced)
    (shirt,) = [entry.product for entry in products if entry.product.title == "Everyday T-Shirt"]
    assert {tuple(variant.options) for variant in shirt.variants} == {("Size", "Colour")}
    assert len(shirt.variants) == 12


def test_every_line_has_something_on_its_shelf(products: list[Planned]) -> None:
    shown = {entry.product.title for entry in products}
    for seller in (*SELLERS, ATELIER):
        for line in seller.lines:
            assert len([item for _, item in line.items if item.title in shown]) >= 3, line.name


def test_every_product_has_its_picture_and_every_picture_its_product(products: list[Planned]) -> None:
    wanted = {f"hero-{slug}.webp" for slug in BRANDS}
    for entry in products:
        assert (FOLDER / next(names(entry.product.title))).is_file(), entry.product.title
        wanted.update(names(entry.product.title))
    assert {file.name for file in FOLDER.iterdir()} <= wanted


def test_pictures_are_square_and_light(products: list[Planned]) -> None:
    for entry in products:
        for content in views(entry.product.title):
            image = Image.open(BytesIO(content))
            image.load()
            assert (image.format, image.size) == ("WEBP", (800, 800)), entry.product.title
            assert len(content) <= 40_000, entry.product.title
    assert sum(len(file.read_bytes()) for file in FOLDER.iterdir()) <= BUDGET


def test_pictures_can_be_made_again(products: list[Planned]) -> None:
    shots = "".join(path.read_text() for path in STUDIO.glob("*.py"))
    assert [entry.product.title for entry in products if f'"{entry.product.title}"' not in shots] == []


def test_pictures_are_described(products: list[Planned]) -> None:
    looks = {entry.product.title: entry.look for entry in products}
    assert described(looks["Speckled Mug"], 0) == "Speckled Mug, cream stoneware, on a plain pale background"
    assert all(len(described(look, 1)) <= 200 for look in looks.values())


def test_every_section_has_buyers_with_opinions() -> None:
    sections = {line.section for seller in (*SELLERS, ATELIER) for line in seller.lines}
    assert sections == set(VOICES)
