"""Title and description in other languages: stated through the API, shown to whoever speaks them."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market

PRODUCTS = "/api/catalog/products/"


def test_pages_speak_the_visitors_language_where_somebody_translated(market: Market) -> None:
    product, staff = market.product("Red Mug", description="A fine mug."), market.staff()
    path = f"{PRODUCTS}{product.id}/"

    told = staff.patch(
        path, {"translations": {"es": {"title": "Taza <b>roja</b>", "description": ""}}}
    ).json()
    assert told["translations"] == {"es": {"title": "Taza roja"}}
    [item] = market.guest.get(PRODUCTS).json()["results"]
    assert (item["title"], item["titles"]) == ("Red Mug", {"es": "Taza roja"})

    for page in ("/p/red-mug/", "/products/"):
        spanish = market.guest.get(page, Accept_Language="es").content.decode()
        english = market.guest.get(page, Accept_Language="en").content.decode()
        assert "Taza roja" in spanish, page
        assert ("Red Mug" in english, "Taza roja" in english) == (True, False), page
    page = market.guest.get("/p/red-mug/", Accept_Language="es").content.decode()
    assert '"name":"Taza roja"' in page.replace('": "', '":"')
    assert "A fine mug." in page

    assert staff.put(path, {"title": "Red Mug", "category": "kitchen"}).json()["translations"] == {}


@pytest.mark.parametrize(
    ("translations", "field"),
    [
        ({"xx": {"title": "?"}}, "translations.xx"),
        ({"spanish": {"title": "Taza"}}, "translations.spanish"),
        ({"en": {"title": "Mug"}}, "translations.en"),
        ({"es": {"title": "T" * 201}}, "translations.es.title"),
        ({"es": "Taza"}, "translations.es"),
        ("Taza", "translations"),
    ],
)
def test_what_is_no_translation_is_named(market: Market, translations: Any, field: str) -> None:
    product, staff = market.product("Red Mug"), market.staff()

    refused = staff.patch(f"{PRODUCTS}{product.id}/", {"translations": translations})

    assert refused.status_code == 400
    assert all(name.startswith(field) for name in refused.json()["errors"]), refused.json()
    assert staff.get(f"{PRODUCTS}{product.id}/").json()["translations"] == {}
