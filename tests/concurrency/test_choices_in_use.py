"""A choice is taken away while a product that has it is being written: one of the two is told."""

from queue import SimpleQueue
from threading import Event
from typing import Any

import pytest
from tests.catalog.marketplace import Market
from tests.concurrency.waiting import until_waiting

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.definitions import NewChoice
from nexus.catalog.contracts.errors import AttributeInUse
from nexus.catalog.queries import definitions
from nexus.catalog.services.attributes import change_attribute
from nexus.platform.db import row
from nexus.platform.tenancy import tenant_scope
from nexus.vendors import facade as vendors


@pytest.fixture
def market(tenant: Any) -> Market:
    return Market(tenant)


def _colour(market: Market) -> Any:
    market.category("Kitchen")
    with tenant_scope(market.tenant.id):
        choices = (NewChoice(value="red"), NewChoice(value="blue"))
        return catalog.define_attribute(code="colour", name="Colour", kind="choice", choices=choices).id


def _red(market: Market) -> catalog.NewProduct:
    with tenant_scope(market.tenant.id):
        return catalog.NewProduct(
            title="Mug", vendor_id=vendors.house_vendor().id, category_id=catalog.categories()[0].id,
            variants=(market.variant("1.00"),), attributes={"colour": "red"},
        )  # fmt: skip


def _state(market: Market) -> tuple[list[str], list[str]]:
    """Choices that there are, and those that products have."""
    with tenant_scope(market.tenant.id):
        (colour,) = catalog.attribute_definitions()
        products = catalog.products(catalog.product_ids()).values()
        return [one.value for one in colour.choices], [one.attributes["colour"] for one in products]


def _race(market: Market, in_threads: Any, *, held: bool) -> list[Any]:
    """A red product is written while red is taken away. `held`: the second waits for the first."""
    colour, written, at_work, removed = _colour(market), Event(), SimpleQueue[int](), Event()
    red = _red(market)

    def write() -> str:
        with tenant_scope():
            catalog.create_product(red)
            written.set()
            if held:
                until_waiting(at_work.get(timeout=10))
            else:
                assert removed.wait(timeout=10)
            return "written"

    def take_away() -> str:
        with tenant_scope():
            assert written.wait(timeout=10)
            at_work.put(row("SELECT pg_backend_pid() AS pid", []).pid)
            change_attribute(colour, changes={"choices": [NewChoice(value="blue")]})
        removed.set()
        return "removed"

    def told(act: Any) -> Any:
        try:
            return act()
        except AttributeInUse as refused:
            return refused.facts["choices"]

    return list(in_threads(2, lambda index: told((write, take_away)[index]), tenant_id=market.tenant.id))


def test_a_choice_that_a_product_is_just_taking_stays(market: Market, in_threads: Any) -> None:
    assert _race(market, in_threads, held=True) == ["written", ["red"]]
    assert _state(market) == (["red", "blue"], ["red"])


def test_without_holding_the_definitions_a_product_keeps_what_is_no_choice(
    market: Market, in_threads: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(definitions, "hold_attributes", lambda codes: None)

    assert _race(market, in_threads, held=False) == ["written", "removed"]
    assert _state(market) == (["blue"], ["red"])
