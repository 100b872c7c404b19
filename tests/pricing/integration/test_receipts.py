"""An order's price is found again from its receipt, whatever has changed since."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.factories.terms import charge_tax, ship_by

from nexus.kernel import clock
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import GoodsFacts, Quote, QuoteLine
from nexus.pricing.domain.promotions import PromotionSpec
from nexus.pricing.infrastructure import receipts
from nexus.pricing.infrastructure.editions import new_edition
from nexus.pricing.interfaces.verification import receipts_that_come_to_something_else
from nexus.pricing.models import EditionRecord, LaneRecord, ReceiptRecord


def activate(spec: PromotionSpec) -> UUID:
    return facade.save_promotion(_plain(spec), status="active").id


def change(made: UUID, spec: PromotionSpec) -> None:
    facade.save_promotion(_plain(spec), promotion_id=made)


def _plain(spec: PromotionSpec) -> dict[str, Any]:
    return msgspec.to_builtins(spec)  # type: ignore[no-any-return]


def percent(code: str, percent: int, *, kind: Any = "cart", lane: int = 0) -> PromotionSpec:
    return PromotionSpec(
        code=code,
        title=code,
        kind=kind,
        lane=lane,
        benefit={"type": "percentage", "percent": Decimal(percent)},
    )


@pytest.fixture
def shop(make_tenant: Any) -> Any:
    made = make_tenant()
    with tenant_scope(made.id):
        charge_tax([("", "standard", "19")])
        ship_by("post", "Post", "4.90")
    return made


def sold() -> QuoteLine:
    return QuoteLine(
        variant_id=new_id(), quantity=3, goods=GoodsFacts(product_id=new_id(), vendor_id=new_id())
    )


def quoted(line: QuoteLine) -> Quote:
    facade.set_prices([(line.variant_id, Money(1000, "EUR"), None)])
    return facade.quote([line], currency="EUR", explain_all=True)


def change_everything(line: QuoteLine, *made: UUID) -> None:
    """Prices, lanes and promotions."""
    facade.set_prices([(line.variant_id, Money(7777, "EUR"), None)])
    for promotion_id in made:
        found = facade.promotion(promotion_id)
        assert found
        change(promotion_id, percent(found.code, 1, kind=found.kind, lane=found.lane))
    LaneRecord.objects.create(position=9, name="Late", strategy="best")
    activate(percent("newer", 90, lane=9))
    LaneRecord.objects.update(strategy="best")
    new_edition()


def test_a_year_later_it_is_the_same_number(shop: Any) -> None:
    order, line = new_id(), sold()
    with tenant_scope(shop.id):
        LaneRecord.objects.create(position=1, name="Till", strategy="stack")
        LaneRecord.objects.create(position=0, name="Shelf", strategy="best")
        made = [activate(percent("shelf", 10, kind="catalogue")), activate(percent("a", 20, lane=1)),
                activate(percent("b", 10, lane=1))]  # fmt: skip
        found = quoted(line)
        facade.keep_receipt(order, found)
        change_everything(line, *made)
        again = facade.recompute(order)
        now = facade.quote([line], currency="EUR")
    # 3 x 9.00 = 27.00; - 5.40 - 2.16 = 19.44; 19 % of it 3.69; shipping 4.90
    assert str(found.total) == "28.03"
    assert again == found
    assert now.total != found.total


def test_two_changes_of_one_instant_are_two_editions(shop: Any) -> None:
    """An order between them finds the first, although no clock can tell them apart."""
    line, orders = sold(), [new_id() for _ in range(3)]
    with tenant_scope(shop.id), clock.use_clock(FixedClock(datetime(2026, 3, 1, 12, tzinfo=UTC))):
        LaneRecord.objects.create(position=0, name="Till", strategy="best")
        made = activate(percent("ten", 10))
        totals = []
        for order, share in zip(orders, (10, 20, 30), strict=True):
            if share > 10:
                change(made, percent("ten", share))
            found = quoted(line)
            totals.append(str(found.total))
            facade.keep_receipt(order, found)
        again = [str(found.total) for order in orders if (found := facade.recompute(order))]
    # 30.00 less 10, 20, 30 %, 19 % tax on it, 4.90 shipping
    assert totals == ["37.03", "33.46", "29.89"]
    assert again == totals


def test_a_receipt_is_kept_once_and_with_its_order(shop: Any, sql_log: Any) -> None:
    order, line = new_id(), sold()
    with tenant_scope(shop.id):
        found = quoted(line)
        with sql_log() as log:
            facade.keep_receipt(order, found)
        assert len(log) == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            facade.keep_receipt(order, found)
        assert ReceiptRecord.objects.count() == 1
        assert facade.recompute(new_id()) is None


def test_receipts_are_read_newest_first(shop: Any) -> None:
    line, orders = sold(), [new_id() for _ in range(3)]
    with tenant_scope(shop.id):
        found = quoted(line)
        for order in orders:
            facade.keep_receipt(order, found)
        later = found.at + timedelta(seconds=1)
        read = [receipt.order_id for receipt in receipts.newest_first(before=later)]
        assert sorted(read) == sorted(orders)
        assert [one.order_id for one in receipts.newest_first(before=later, most=2)] == read[:2]
        assert list(receipts.newest_first(before=found.at)) == []


def test_an_edition_begins_after_the_one_before(shop: Any) -> None:
    far = datetime(2999, 1, 1, tzinfo=UTC)
    with tenant_scope(shop.id):
        first, second = new_edition(), new_edition()
        assert first < second
        EditionRecord.objects.update(changed_at=far)
        before = EditionRecord.objects.get().token
        assert new_edition() == far + timedelta(microseconds=1)
        assert EditionRecord.objects.get().token != before


def test_a_receipt_that_comes_to_something_else_is_found(shop: Any) -> None:
    order, line = new_id(), sold()
    with tenant_scope(shop.id):
        facade.keep_receipt(order, quoted(line))
        assert list(receipts_that_come_to_something_else()) == []
        kept = ReceiptRecord.objects.values("priced_at", "currency", "discount_minor", "inputs").get()
        wrong = new_id()
        ReceiptRecord.objects.create(order_id=wrong, total_minor=1, **kept)
        (finding,) = receipts_that_come_to_something_else()
    assert finding.ids == {"order": str(wrong)}
    assert finding.detail == "kept total 0.01, discount 0.00; computed total 40.60, discount 0.00"


def test_receipts_of_other_shops_are_not_there(shop: Any, make_tenant: Any) -> None:
    order = new_id()
    with tenant_scope(shop.id):
        facade.keep_receipt(order, quoted(sold()))
    with tenant_scope(make_tenant().id):
        assert facade.recompute(order) is None


def test_a_receipt_names_nobody_and_is_never_changed(shop: Any) -> None:
    order, line = new_id(), sold()
    with tenant_scope(shop.id):
        facade.set_prices([(line.variant_id, Money(1000, "EUR"), None)])
        ada = facade.BuyerFacts(email="ada@example.org")
        found = facade.quote([line], currency="EUR", buyer=ada)
        facade.keep_receipt(order, found)
        kept = ReceiptRecord.objects.get()
        again = facade.recompute(order)
    assert "ada" not in str(kept.inputs)
    assert len(kept.inputs["basket"]["buyer"]["email"]) == 16
    assert again is not None
    assert again.total == found.total
    for change in (
        lambda: ReceiptRecord.objects.update(total_minor=1),
        lambda: ReceiptRecord.objects.all().delete(),
    ):
        with tenant_scope(shop.id), pytest.raises(DatabaseError), transaction.atomic():
            change()
