"""Query strings that nobody meant well: a page in every case, and what can be used is used."""

from typing import Any

import pytest

_MANY = "&".join(f"attr.a{n}=x" for n in range(13))


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("price_min=abc", "Lowest price"),
        ("price_min=-1", "Lowest price"),
        ("price_max=1.234", "Highest price"),
        ("price_max=99999999999999999999", "Highest price"),
        ("price_min=1&price_min=2", "Lowest price"),
        ("sort=cheapest", "Order"),
        ("sort=price&sort=-price", "Order"),
        ("cursor=abc", "Place in the list"),
        ("cursor=%F0%9F%92%A9", "Place in the list"),
        ("vendor=clay", "Seller"),
        ("vendor=1%27%20OR%201=1", "Seller"),
        ("category=no-such", "Category"),
        ("category=00000000-0000-7000-8000-000000000000", "Category"),
        ("in_stock=maybe", "In stock"),
        ("reduced=very", "Reduced"),
        ("rating_min=6", "Rating"),
        ("rating_min=nan", "Rating"),
        ("attr.=3", ""),
        ("attr.Shoe%20size=3", "Shoe size"),
        (_MANY, "A0"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_holds(
    shop: Any, visit: Any, query: str, named: str
) -> None:
    page = visit.get(f"/products/?tag=gift&{query}")

    assert page.status == 400
    assert page.titles == ["Vase", "Mug"]
    assert f"was left out: {named}" in page
    assert "/products/" in page.links
    assert page.answer["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=mail&gclid=1", "page_size=9999", "facets=perhaps", "count=true", "page=-1", "__proto__=1",
        "=&&&==", "attr", "%FF%FE=%FF", "tag=" + "x" * 3000,
        "q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "cursor=", "next=//evil.example",
    ],
)  # fmt: skip
def test_what_is_not_known_changes_nothing(shop: Any, visit: Any, query: str) -> None:
    for path in ("/", "/products/", "/c/kitchen/", "/search/", "/p/mug/", "/sellers/", "/search/suggest/"):
        page = visit.get(f"{path}?{query}")
        assert page.status == 200, (path, page.status)
        assert "<script>alert" not in page.source


def test_more_parameters_than_anybody_needs_are_refused_in_words(shop: Any, visit: Any) -> None:
    page = visit.get("/products/?" + "&".join(f"tag={n}" for n in range(2000)))

    assert page.status == 400
    assert "We cannot read this request" in page


def test_a_field_that_cannot_be_used_keeps_what_was_typed(shop: Any, visit: Any) -> None:
    page = visit.part("/products/?price_min=abc&price_max=20")

    assert page.status == 400
    assert 'value="abc"' in page.source
    assert 'value="20"' in page.source
    assert 'aria-invalid="true" aria-describedby="price-error"' in page.source


def test_strange_addresses_are_not_found(shop: Any, visit: Any) -> None:
    for path in ("/p/%00/", "/c/%00/", "/sellers/%00/"):
        assert visit.get(path).status == 400, path
    for path in ("/p/..%2F..%2Fetc/", "/p/%F0%9F%92%A9/", "/c/'--/"):
        assert visit.get(path).status == 404, path


def test_what_only_tracks_is_kept_once(shop: Any, visit: Any) -> None:
    first = visit.get("/c/kitchen/?utm_source=mail&sort=price")
    second = visit.get("/c/kitchen/?sort=price&utm_source=paper&fbclid=7&price_min=")

    assert (first.answer["X-Cache"], second.answer["X-Cache"]) == ("miss", "hit")
    assert first.source == second.source
    assert "utm_source" not in first.source
    assert '<link rel="canonical" href="http://testserver/c/kitchen/">' in second.source
