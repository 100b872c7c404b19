"""Pages of brands and collections, and what goes together on the pages of products and in the cart."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

GTIN = "4006381333931"


@pytest.fixture
def lamps(market: Any) -> Any:
    """Two lamps of Étoile in two categories, of which one is a gift; a bulb without a brand."""
    from nexus.catalog.models import Brand, Collection, CollectionItem
    from nexus.search.services.pending import products_changed

    desk, wall = market.category("Desk"), market.category("Wall")
    with tenant_scope(market.tenant.id):
        brand = Brand.objects.create(name="Étoile", slug="etoile")
        gifts = Collection.objects.create(name="Gifts", slug="gifts")
        hidden = Collection.objects.create(name="Soon", slug="soon", is_public=False)
    variant = market.variant("30.00", barcode=GTIN)
    arc = market.product("Arc", category=desk, brand_id=brand.id, variants=(variant,),
                         attributes={"watts": 7.5})  # fmt: skip
    bow = market.product("Bow", category=wall, brand_id=brand.id, stock=0)
    bulb = market.product("Bulb", category=desk)
    with tenant_scope(market.tenant.id):
        for shelf in (gifts, hidden):
            CollectionItem.objects.create(collection=shelf, product_id=arc.id)
        products_changed([arc.id])
    market.brand, market.gifts, market.arc, market.bow, market.bulb, market.desk = (
        brand,
        gifts,
        arc,
        bow,
        bulb,
        desk,
    )
    return market


def test_a_brand_has_a_page_of_its_products(lamps: Any, other_market: Any, visit: Any) -> None:
    other_market.product("Foreign")
    page = visit.get("/b/etoile/")

    assert (page.status, page.titles) == (200, ["Bow", "Arc"])
    assert visit.get("/b/etoile/?category=desk").titles == ["Arc"]
    assert visit.get("/b/etoile/?in_stock=true").titles == ["Arc"]
    assert visit.get("/b/etoile/?brand=other").titles == ["Bow", "Arc"], "the address decides the brand"
    listed = page.data["CollectionPage"]
    assert (listed["name"], listed["url"]) == ("Étoile", "http://testserver/b/etoile/")
    assert [one["url"] for one in listed["mainEntity"]["itemListElement"]] == [
        "http://testserver/p/bow/", "http://testserver/p/arc/",
    ]  # fmt: skip
    assert [one["name"] for one in page.data["BreadcrumbList"]["itemListElement"]] == ["Brands", "Étoile"]
    by_id = visit.get(f"/b/{lamps.brand.id}/")
    assert (by_id.status, by_id.place) == (301, "/b/etoile/")
    for path in ("/b/nobody/", f"/b/{new_id()}/", "/b/gifts/", "/collections/etoile/", "/collections/soon/"):
        assert visit.get(path).status == 404, path


def test_overviews_and_sitemap_know_what_has_products(lamps: Any, visit: Any) -> None:
    from nexus.catalog.models import Brand

    with tenant_scope(lamps.tenant.id):
        Brand.objects.create(name="Empty", slug="empty")

    brands, collections = visit.get("/brands/"), visit.get("/collections/")
    assert [link for link in brands.links if link.startswith("/b/")] == ["/b/etoile/"]
    assert '<h2 id="letter-1" class="scroll-mt-28 border-b border-line pb-1 text-xl">E</h2>' in brands.source
    assert [link for link in collections.links if link.startswith("/collections/g")] == [
        "/collections/gifts/"
    ]
    assert visit.get("/collections/gifts/").titles == ["Arc"]
    sitemap = visit.get("/sitemap-pages.xml").source
    for path in ("/brands/", "/b/etoile/", "/collections/", "/collections/gifts/"):
        assert f"<loc>http://testserver{path}</loc>" in sitemap
    assert "soon" not in sitemap
    assert "empty" not in sitemap


def test_a_shop_without_brands_says_so(market: Any, visit: Any) -> None:
    market.product()

    assert "No product names its brand yet." in visit.get("/brands/")
    assert "Nothing has been put together yet." in visit.get("/collections/")
    assert "/brands/" not in visit.get("/sitemap-pages.xml").source


def test_a_product_names_brand_code_and_units(lamps: Any, visit: Any) -> None:
    page = visit.get("/p/arc/")

    assert "/b/etoile/" in page.links
    data = page.data["Product"]
    assert (data["brand"]["name"], data["gtin"], data["offers"]["gtin"]) == ("Étoile", GTIN, GTIN)
    assert "review" not in data
    said = {"rating": 4, "title": "Bright", "comment": "Enough."}
    lamps.buyer().post("/api/catalog/products/arc/reviews/", said)
    review = visit.get("/p/arc/").data["Product"]["review"][0]
    assert (review["name"], review["reviewRating"]["ratingValue"], review["author"]["name"]) == (
        "Bright", 4, "Ada B.",
    )  # fmt: skip


def _count_together(tenant_id: UUID, one: UUID, others: Iterable[UUID]) -> None:
    """As two orders of each pair would be."""
    for other in others:
        db.insert_many("search_demand", ("tenant_id", "product_id", "orders"), [(tenant_id, one, 2), (tenant_id, other, 2)],
                       returning="product_id", on_conflict="ON CONFLICT DO NOTHING")  # fmt: skip
        db.insert_many("search_companion", ("tenant_id", "product_id", "other_id", "together"),
                       [(tenant_id, one, other, 2), (tenant_id, other, one, 2)], returning="product_id")  # fmt: skip


def test_what_is_bought_together_stands_on_the_page_and_in_the_cart(lamps: Any, visit: Any) -> None:
    dimmer = lamps.product("Dimmer")
    arc, others = lamps.arc.id, (lamps.bulb.id, dimmer.id)
    with tenant_scope(lamps.tenant.id):
        _count_together(lamps.tenant.id, arc, others[:1])
    assert "Often bought together" not in visit.get("/p/arc/"), "one thing alone makes no row"
    with tenant_scope(lamps.tenant.id):
        _count_together(lamps.tenant.id, arc, others[1:])
    lamps.product("Cone", category=lamps.desk)
    together = visit.get("/p/arc/").source.partition("Often bought together")[2]
    assert "Dimmer" in together.partition("You may also like")[0]
    assert together.index("Bulb") < together.index("You may also like") < together.index("Cone")
    assert visit.get("/p/bow/").source.count("Often bought together") == 0

    assert "Goes well with it" not in visit.get("/cart/")
    visit.post("/cart/add/", variant_id=str(lamps.arc.variants[0].id), quantity="1")
    row = visit.get("/cart/").source.partition("Goes well with it")[2]
    assert "/p/bulb/" in row
    assert "/p/arc/" not in row
    visit.post("/cart/add/", variant_id=str(lamps.bulb.variants[0].id), quantity="1")
    row = visit.get("/cart/").source.partition("Goes well with it")[2]
    assert ("/p/bulb/" in row, "/p/dimmer/" in row) == (False, True), "what is in it already is not advised"


def test_attributes_are_called_what_the_merchant_calls_them(market: Any, visit: Any) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.contracts.definitions import NewChoice

    with tenant_scope(market.tenant.id):
        matt = NewChoice(value="mt", label="Matt", translations={"es": {"label": "Mate"}})
        choices = (matt, NewChoice(value="gl", label="Gloss"))
        catalog.define_attribute(code="finish", name="Surface", kind="choice", position=1,
                                 translations={"es": {"name": "Acabado"}}, choices=choices)  # fmt: skip
        catalog.define_attribute(code="flux", name="Brightness", kind="measure", unit="lm")
        catalog.define_attribute(code="cost", name="Cost", kind="text", is_filterable=False)
    for title, finish, flux in (("Arc", "mt", 806.25), ("Bow", "gl", 470), ("Cone", "mt", 250)):
        facts = {
            "finish": finish,
            "flux": {"amount": flux, "unit": "lm"},
            "colour": f"Dark {title} red",
            "cost": title,
        }
        market.product(title, attributes=facts)

    rows = visit.get("/p/arc/").source.partition('id="details"')[2].partition("</dl>")[0]
    assert re.findall(r">([^<>]+)</d[td]>", rows) == [
        "Cost", "Arc", "Brightness", "806.25 lm", "Surface", "Matt", "Colour", "Dark Arc red",
    ]  # fmt: skip
    page = visit.get("/products/?attr.finish=mt")
    assert page.titles == ["Cone", "Arc"]
    assert (
        '<legend class="mb-1 font-semibold">Surface</legend>' in page.source,
        "Cost</legend>" in page.source,
    ) == (True, False)
    assert "Remove filter: Surface: Matt" in re.sub(r"<[^>]*>", "", page.text)
    assert page.source.count('fill="#c62828"') == 2, "a red dot before each red"
    spanish = visit.get("/products/?attr.finish=mt", Accept_Language="es")
    assert ("Acabado: Mate" in spanish, "Brightness (lm)" in spanish) == (True, True)
