"""What somebody may be typing."""

from typing import Any


def test_words_categories_and_products_are_links(shop: Any, visit: Any) -> None:
    kitchen, mug = visit.part("/search/suggest/?q=kit"), visit.part("/search/suggest/?q=mu")

    assert "/c/kitchen/" in kitchen.links
    assert kitchen.source.count('role="option"') == len(kitchen.links)
    assert mug.links == ["/search/?q=mug", "/p/mug/"]
    assert "€12.00" in mug
    assert "<html" not in mug.source


def test_nothing_for_less_than_two_letters_or_nonsense(shop: Any, visit: Any) -> None:
    for typed in ("", "m", "%00m", "x" * 200, "!?"):
        answer = visit.part(f"/search/suggest/?q={typed}")
        assert (answer.status, answer.source.strip()) == (200, "")


def test_at_most_five_products_and_kept(market: Any, visit: Any) -> None:
    for number in range(9):
        market.product(f"Mug {number}")

    first, again = visit.part("/search/suggest/?q=mug"), visit.part("/search/suggest/?q=mug")

    assert sum(link.startswith("/p/") for link in first.links) == 5
    assert (first.answer["X-Cache"], again.answer["X-Cache"]) == ("miss", "hit")
