"""An order's price is found again from its receipt, whatever has changed since."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from django.db import IntegrityError, transaction
from tests.factories.terms import charge_tax, ship_by

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import GoodsFacts, Quote, QuoteLine
from nexus.pricing.domain.promotions import PromotionSpec
from nexus.pricing.infrastructure import receipts
from nexus.pricing.infrastructure.editions import new_edition
from nexus.pricing.interfaces.verification import receipts_that_come_to_something_else
from nexus.pricing.models import (
    EditionRecord,
    LaneRecord,
    PromotionRecord,
    PromotionVersionRecord,
    ReceiptRecord,
)


def activate(spec: PromotionSpec) -> PromotionRecord:
    began = new_edition()
    values = {"spec": msgspec.to_builtins(spec), "created_at": began, "updated_at": began}
    made = PromotionRecord.objects.create(
        code=spec.code, title=spec.title, kind=spec.kind, status="active", lane=spec.lane, **values
    )
    PromotionVersionRecord.objects.create(promotion=made, version=1, spec=values["spec"], valid_from=began)
    return made


def change(made: PromotionRecord, spec: PromotionSpec) -> None:
    began = new_edition()
    made.versions.filter(valid_until=None).update(valid_until=began)
    PromotionVersionRecord.objects.create(
        promotion=made, version=made.version + 1, spec=msgspec.to_builtins(spec), valid_from=began
    )
    PromotionRecord.objects.filter(pk=made.pk).update(
        spec=msgspec.to_builtins(spec), version=made.version + 1
    )


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


def change_everything(line: QuoteLine, *made: PromotionRecord) -> None:
    """Prices, taxes, shipping, lanes and promotions."""
    facade.set_prices([(line.variant_id, Money(7777, "EUR"), None)])
    for record in made:
        change(record, percent(record.code, 1, kind=record.kind, lane=record.lane))
    activate(percent("newer", 90, lane=9))
    LaneRecord.objects.update(strategy="best")
    new_edition()


def test_a_year_later_it_is_the_same_number(shop: Any) -> None:
    order, line = new_id(), sold()
    with tenant_scope(shop.id):
        LaneRecord.objects.create(position=1, name="Till", strategy="stack")
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
        ReceiptRecord.objects.update(total_minor=1)
        (finding,) = receipts_that_come_to_something_else()
    assert finding.ids == {"order": str(order)}
    assert finding.detail == "kept total 0.01, discount 0.00; computed total 40.60, discount 0.00"


def test_receipts_of_other_shops_are_not_there(shop: Any, make_tenant: Any) -> None:
    order = new_id()
    with tenant_scope(shop.id):
        facade.keep_receipt(order, quoted(sold()))
    with tenant_scope(make_tenant().id):
        assert facade.recompute(order) is None
