"""The golden questions: what shoppers mean, written down beside what should be found (`tests/search/golden`)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.catalog.marketplace import Market

from nexus.platform.tenancy import tenant_scope

GOLDEN = Path(__file__).parent.parent / "golden"
LEAST = 0.9
BEYOND = {"meaning", "short typo"}
"""Told, counted in the whole, but not held to the bar: words alone do not answer them."""


def _read(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text())


def stock_golden(market: Market) -> None:
    """319 products in English with Spanish translations, brands and synonyms."""
    from nexus.catalog import facade as catalog
    from nexus.search import facade as search
    from nexus.vendors import facade as vendors

    given = _read("products")
    with tenant_scope(market.tenant.id):
        brands = {
            name: catalog.create_brand(name=name).id for name in sorted({one["brand"] for one in given})
        }
        places = {
            name: catalog.create_category(name=name).id for name in sorted({one["category"] for one in given})
        }
        house = vendors.house_vendor().id
        new = (
            catalog.NewProduct(
                title=one["title"], slug=one["key"], description=one["description"], vendor_id=house,
                category_id=places[one["category"]], brand_id=brands[one["brand"]], attributes=one["attributes"],
                translations={"es": one["es"]},
                variants=(market.variant(f"{one['price']}.00", sku=one["sku"], barcode=one.get("barcode", "")),),
            )
            for one in given
        )  # fmt: skip
        for _ in catalog.bulk_create_products(new):
            pass
        for synonym in _read("synonyms"):
            search.create_synonym(is_mutual="texts" not in synonym, **synonym)


def test_shoppers_find_what_they_mean(
    market: Market, use_engine: Callable[..., None], build: Callable[[Market], int], capsys: Any
) -> None:
    from nexus.search import facade as search

    use_engine("tantivy")  # changes are noted from the beginning
    stock_golden(market)
    build(market)
    questions = [search.SearchQuestion(**one) for one in _read("queries")]
    for backend in ("postgres", "tantivy"):
        use_engine(backend)
        with tenant_scope(market.tenant.id):
            verdicts = search.judge_search(questions)
        scores = search.scores_by_kind(verdicts)
        bad = [f"  {one.score:.2f} {one.question.kind}: {one.question.query} -> {list(one.found[:3])}"
               for one in verdicts if one.score < LEAST]  # fmt: skip
        told = ", ".join(f"{kind} {score:.3f} ({many})" for kind, (score, many) in scores.items())
        with capsys.disabled():
            sys.stdout.write("\n".join([f"\n{backend}: {told}", *bad]))
        assert {
            kind: score for kind, (score, _) in scores.items() if score < LEAST and kind not in BEYOND
        } == {}, backend
