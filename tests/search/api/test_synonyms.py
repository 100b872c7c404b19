"""Synonyms: defined by the staff, followed by the search at once, in their own shop alone."""

from collections.abc import Callable
from typing import Any

from tests.catalog.marketplace import Market

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

SYNONYMS = "/api/catalog/search/synonyms/"
PRODUCTS = "/api/catalog/products/"


def _titles(market: Market, text: str) -> list[str]:
    return [item["title"] for item in market.guest.get(f"{PRODUCTS}?q={text}").json()["results"]]


def test_what_customers_call_things(market: Market, other_market: Market) -> None:
    staff = market.staff()
    for one in (market, other_market):
        one.product("Grey Sofa")
        one.product("Warm Hoodie")
    assert _titles(market, "couches") == []

    couch = staff.post(SYNONYMS, {"phrases": ["Sofa", "couch", " love  seat "]})
    jumper = staff.post(SYNONYMS, {"phrases": ["jumper"], "texts": ["hoodie"], "is_mutual": False})
    assert (couch.status_code, couch.json()["phrases"], couch.json()["texts"]) == (
        201,
        ["sofa", "couch", "love seat"],
        [],
    )
    assert _titles(market, "grey+couches") == _titles(market, "love+seats") == ["Grey Sofa"]
    assert _titles(market, "jumpers") == ["Warm Hoodie"]
    assert _titles(other_market, "couch") == []

    market.product("Striped Jumper")
    assert _titles(market, "hoodie") == ["Warm Hoodie"]
    assert set(_titles(market, "jumper")) == {"Striped Jumper", "Warm Hoodie"}

    path = f"{SYNONYMS}{couch.json()['id']}/"
    assert staff.patch(path, {"phrases": ["sofa", "settee"]}).json()["phrases"] == ["sofa", "settee"]
    assert (_titles(market, "settee"), _titles(market, "couch")) == (["Grey Sofa"], [])
    assert [one["id"] for one in staff.get(SYNONYMS).json()["results"]] == [
        jumper.json()["id"],
        couch.json()["id"],
    ]
    assert staff.delete(path).status_code == 204
    assert (_titles(market, "settee"), staff.get(path).status_code) == ([], 404)


def test_what_cannot_stand_for_each_other_is_refused(market: Market, other_market: Market) -> None:
    staff, kept = market.staff(), {"phrases": ["sofa", "couch"]}
    path = f"{SYNONYMS}{staff.post(SYNONYMS, kept).json()['id']}/"
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"phrases": ["sofa"]}, "phrases"),
        ({"phrases": ["sofa", "!!!"]}, "phrases"),
        ({"phrases": ["sofa", "a b c d"]}, "phrases"),
        ({"phrases": ["sofa"], "is_mutual": False}, "texts"),
        ({"phrases": [f"w{n}" for n in range(21)]}, "phrases"),
    )
    for body, name in refused:
        answer = staff.post(SYNONYMS, body)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [name]), body
    assert staff.patch(path, {"phrases": ["sofa"]}).status_code == 400
    assert staff.get(path).json()["phrases"] == kept["phrases"]
    assert len(staff.get(SYNONYMS).json()["results"]) == 1

    for client, code in ((market.guest, 401), (market.buyer(), 403), (market.seller().api, 403)):
        assert client.post(SYNONYMS, kept).status_code == client.get(SYNONYMS).status_code == code
    assert other_market.staff().get(path).status_code == 404
    assert staff.get(f"{SYNONYMS}{new_id()}/").status_code == 404


def test_two_who_add_synonyms_at_once_both_count(
    market: Market, in_threads: Callable[..., list[Any]]
) -> None:
    from nexus.search import facade as search
    from nexus.search.models import SynonymPhrase

    def add(number: int) -> None:
        with tenant_scope(market.tenant.id):
            search.create_synonym(phrases=["sofa", f"couch{number}"])

    assert in_threads(4, add) == [None] * 4
    with tenant_scope(market.tenant.id):
        assert sorted(SynonymPhrase.objects.get(phrase="sofa").texts) == [f"couch{n}" for n in range(4)]


def test_a_text_with_synonyms_costs_one_statement_more(market: Market, sql_log: Callable[..., Any]) -> None:
    market.product("Grey Sofa")
    market.staff().post(SYNONYMS, {"phrases": ["sofa", "couch"]})
    costs = {}
    for text in ("grey+sofa", "grey"):
        market.guest.get("/api/catalog/categories/")  # the tenant is remembered from here on
        with sql_log() as statements:
            assert _titles(market, text) == ["Grey Sofa"]
        costs[text] = len(statements)
    assert costs == {"grey+sofa": 4, "grey": 3}
