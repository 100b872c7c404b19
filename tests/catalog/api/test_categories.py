"""The category tree over HTTP."""

from tests.catalog.marketplace import Market

CATEGORIES = "/api/catalog/categories/"


def _paths(answer: object) -> list[str]:
    return [entry["path"] for entry in answer.json()["results"]]  # type: ignore[attr-defined]


def _tree(market: Market) -> None:
    """home, home/kitchen, home/kitchen/mugs, home-decor, toys"""
    home = market.category("Home")
    kitchen = market.category("Kitchen", parent=home)
    market.category("Mugs", parent=kitchen)
    market.category("Home Decor")
    market.category("Toys")


def test_the_tree_is_listed_in_path_order_and_narrowed(market: Market) -> None:
    _tree(market)

    assert _paths(market.guest.get(CATEGORIES)) == [
        "home",
        "home-decor",
        "home/kitchen",
        "home/kitchen/mugs",
        "toys",
    ]
    assert _paths(market.guest.get(f"{CATEGORIES}?depth=1")) == ["home", "home-decor", "toys"]
    assert _paths(market.guest.get(f"{CATEGORIES}?parent=home")) == ["home/kitchen", "home/kitchen/mugs"]
    assert _paths(market.guest.get(f"{CATEGORIES}?parent=home&depth=1")) == ["home/kitchen"]
    assert market.guest.get(f"{CATEGORIES}?parent=nowhere").json()["errors"].keys() == {"parent"}
    assert market.guest.get(f"{CATEGORIES}?colour=red").json()["errors"].keys() == {"colour"}
    assert market.guest.get(f"{CATEGORIES}?count=true").json()["count"] == 5


def test_pages_lead_forwards_and_back(market: Market) -> None:
    _tree(market)

    first = market.guest.get(f"{CATEGORIES}?page_size=2")
    second = market.guest.get(first.json()["next"])
    back = market.guest.get(second.json()["previous"])

    assert _paths(first) == ["home", "home-decor"]
    assert _paths(second) == ["home/kitchen", "home/kitchen/mugs"]
    assert _paths(back) == _paths(first)


def test_a_category_is_made_renamed_and_found_by_id_or_slug(market: Market) -> None:
    staff = market.staff()
    home = staff.post(CATEGORIES, {"name": "Home"}).json()

    made = staff.post(CATEGORIES, {"name": "Kitchen & Bath", "parent": "home"})

    assert made.status_code == 201, made.content
    assert (made.json()["slug"], made.json()["path"], made.json()["parent"], made.json()["depth"]) == (
        "kitchen-bath", "home/kitchen-bath", home["id"], 2,
    )  # fmt: skip
    renamed = staff.patch(f"{CATEGORIES}kitchen-bath/", {"name": "Kitchen", "slug": "kitchen"}).json()
    assert (renamed["name"], renamed["path"]) == ("Kitchen", "home/kitchen")
    assert (
        market.guest.get(f"{CATEGORIES}{renamed['id']}/").json()
        == market.guest.get(f"{CATEGORIES}kitchen/").json()
    )
    moved = market.guest.get(f"{CATEGORIES}kitchen-bath/")
    assert (moved.status_code, moved["Location"], moved.content) == (301, f"{CATEGORIES}kitchen/", b"")


def test_a_move_takes_everything_below_along_and_products_follow(market: Market) -> None:
    _tree(market)
    staff = market.staff()
    made = staff.post("/api/catalog/products/", {"title": "Red Mug", "category": "mugs", "price": "1.00"})
    assert [
        i["slug"] for i in market.guest.get("/api/catalog/products/?category=home").json()["results"]
    ] == ["red-mug"]

    moved = staff.patch(f"{CATEGORIES}kitchen/", {"parent": "toys"})

    assert moved.status_code == 200, moved.content
    assert _paths(market.guest.get(CATEGORIES)) == [
        "home",
        "home-decor",
        "toys",
        "toys/kitchen",
        "toys/kitchen/mugs",
    ]
    assert market.guest.get("/api/catalog/products/?category=home").json()["results"] == []
    assert [
        i["slug"] for i in market.guest.get("/api/catalog/products/?category=toys").json()["results"]
    ] == ["red-mug"]
    assert (
        market.guest.get(f"/api/catalog/products/{made.json()['id']}/").json()["category"]["path"]
        == "toys/kitchen/mugs"
    )
    assert staff.patch(f"{CATEGORIES}kitchen/", {"parent": None}).json()["path"] == "kitchen"


def test_a_category_cannot_be_moved_below_itself(market: Market) -> None:
    _tree(market)
    staff = market.staff()

    for parent in ("home", "kitchen", "mugs"):
        refused = staff.patch(f"{CATEGORIES}home/", {"parent": parent})
        assert (refused.status_code, refused.json()["code"], list(refused.json()["errors"])) == (
            400,
            "category_cycle",
            ["parent"],
        )

    assert _paths(market.guest.get(f"{CATEGORIES}?parent=home")) == ["home/kitchen", "home/kitchen/mugs"]


def test_bad_categories_are_refused(market: Market) -> None:
    _tree(market)
    staff = market.staff()

    assert staff.post(CATEGORIES, {"name": " "}).json()["errors"].keys() == {"name"}
    assert staff.post(CATEGORIES, {"name": "X", "parent": "nowhere"}).json()["errors"].keys() == {"parent"}
    assert staff.post(CATEGORIES, {"name": "X", "slug": "home"}).json()["errors"].keys() == {"slug"}
    assert market.buyer().post(CATEGORIES, {"name": "X"}).status_code == 403
    assert market.guest.post(CATEGORIES, {"name": "X"}).status_code == 401
    assert len(_paths(market.guest.get(CATEGORIES))) == 5


def test_only_empty_leaves_are_removed(market: Market) -> None:
    _tree(market)
    staff = market.staff()
    staff.post("/api/catalog/products/", {"title": "Red Mug", "category": "mugs", "price": "1.00"})

    assert staff.delete(f"{CATEGORIES}home/").json()["code"] == "category_in_use"
    assert staff.delete(f"{CATEGORIES}mugs/").status_code == 409
    assert staff.delete(f"{CATEGORIES}toys/").status_code == 204
    assert _paths(market.guest.get(CATEGORIES)) == ["home", "home-decor", "home/kitchen", "home/kitchen/mugs"]


def test_two_tenants_have_the_same_slugs_and_do_not_see_each_other(
    market: Market, other_market: Market
) -> None:
    ours = market.category("Home")
    theirs = other_market.category("Home")

    assert ours.slug == theirs.slug == "home"
    assert market.guest.get(f"{CATEGORIES}home/").json()["id"] == str(ours.id)
    assert market.guest.get(f"{CATEGORIES}{theirs.id}/").status_code == 404


def test_a_further_category_leads_to_the_product_wherever_it_moves(market: Market) -> None:
    _tree(market)
    staff = market.staff()
    facts = {"category": "home-decor", "categories": ["mugs"], "price": "1.00"}
    made = staff.post("/api/catalog/products/", {"title": "Red Mug", **facts}).json()

    def found() -> list[str]:
        names = ("home", "kitchen", "mugs", "home-decor", "toys")
        listed = {name: market.guest.get(f"/api/catalog/products/?category={name}").json() for name in names}
        return [name for name in names if listed[name]["results"]]

    assert found() == ["home", "kitchen", "mugs", "home-decor"]
    assert staff.patch(f"{CATEGORIES}kitchen/", {"parent": "toys", "name": "Play kitchen"}).status_code == 200
    assert found() == ["kitchen", "mugs", "home-decor", "toys"]
    shown = market.guest.get(f"/api/catalog/products/{made['id']}/").json()["further_categories"]
    assert [one["path"] for one in shown] == ["toys/kitchen/mugs"]
    assert staff.delete(f"{CATEGORIES}mugs/").json()["code"] == "category_in_use"
    assert staff.patch(f"/api/catalog/products/{made['id']}/", {"categories": []}).status_code == 200
    assert found() == ["home-decor"]
    assert staff.delete(f"{CATEGORIES}mugs/").status_code == 204


def test_a_branch_is_not_moved_deeper_than_the_tree_may_be(market: Market) -> None:
    staff, above = market.staff(), None
    for level in range(11):
        above = market.category(f"L{level}", parent=above)
    market.category("Leaf", parent=market.category("Branch"))

    refused = staff.patch(f"{CATEGORIES}branch/", {"parent": "l10"})

    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["parent"])
    assert staff.patch(f"{CATEGORIES}leaf/", {"parent": "l10"}).json()["depth"] == 12
    assert staff.patch(f"{CATEGORIES}branch/", {"parent": "l10"}).json()["depth"] == 12
