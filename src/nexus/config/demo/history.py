"""A year of orders, placed through the same door as real ones, with the clock turned back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType
from uuid import UUID

from nexus.checkout import facade as checkout
from nexus.config.demo.people import Customer
from nexus.inventory.facade import OutOfStock
from nexus.kernel import clock
from nexus.orders import facade as orders
from nexus.orders.contracts.dto import Buyer
from nexus.payments import facade as payments
from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.tenancy.contracts.dto import TenantInfo

_LIFE = ("pending", "confirmed", "processing", "shipped", "delivered")
_PAST = """
SELECT o.placed_at, o.id, o.status, p.id AS payment_id
  FROM orders_order o JOIN payments_payment p ON p.tenant_id = o.tenant_id AND p.order_id = o.id
 WHERE o.tenant_id = %s AND p.tenant_id = %s AND o.placed_at < %s::timestamptz"""


@dataclass(frozen=True, slots=True)
class _Standing:
    """An order of the past and how far it has come."""

    id: UUID
    payment_id: UUID
    status: str = "pending"

    def is_before(self, status: str) -> bool:
        return self.status in _LIFE and _LIFE.index(self.status) < _LIFE.index(status)


class Year:
    """Places `count` orders spread over the year before the shop opened, denser towards its end.

    Nobody else orders before the opening, so an order is known by its instant: a second run goes on where the first
    one was interrupted. `name` decides what is drawn: the same name, the same year.
    """

    def __init__(
        self,
        tenant: TenantInfo,
        name: str,
        people: Sequence[Customer],
        variants: Mapping[str, UUID],
        *,
        goes_with: Mapping[UUID, Sequence[UUID]] = MappingProxyType({}),
    ):
        self.tenant, self.name, self.people, self.opened = tenant, name, people, tenant.created_at
        self.variants = [variants[sku] for sku in sorted(variants)]
        self._random("shelf").shuffle(self.variants)
        self.goes_with = goes_with

    def fill(self, count: int, /) -> int:
        """How many orders of the past there are then."""
        draw = self._random("orders")
        ages = sorted((365 * draw.random() ** 1.6 + 0.05 for _ in range(count)), reverse=True)
        known, moving = self._known(), clock.FixedClock(self.opened)
        if self._instant(ages[-1]) in known:
            return len(known)
        with clock.use_clock(moving):
            return sum(
                self._order(moving, age, self._random(f"order {n}"), known) for n, age in enumerate(ages)
            )

    def _instant(self, age: float) -> datetime:
        return self.opened - timedelta(days=age)

    def _random(self, of: str) -> Random:
        return Random(f"{of} of {self.name}")  # noqa: S311 - a demo is deterministic

    def _known(self) -> dict[datetime, _Standing]:
        with tenant_scope(self.tenant.id):
            found = db.rows(_PAST, [current_tenant(), current_tenant(), self.opened])
        return {row.placed_at: _Standing(row.id, row.payment_id, row.status) for row in found}

    def _order(
        self, moving: clock.FixedClock, age: float, draw: Random, known: Mapping[datetime, _Standing]
    ) -> int:
        moving.advance(self._instant(age) - moving.now())
        wanted, buyer, user_id = self._wish(draw)
        try:
            order = known.get(moving.now()) or self._place(wanted, buyer, user_id)
        except OutOfStock:
            return 0
        self._live_on(moving, order, age, draw)
        return 1

    def _wish(self, draw: Random) -> tuple[dict[UUID, int], Buyer, UUID]:
        customer = draw.choice(self.people)
        wanted = {one: draw.choice((1, 1, 1, 2)) for one in self._basket(draw, draw.choice((1, 1, 2, 3)))}
        buyer = Buyer(email=customer.email, name=customer.name, shipping_address=customer.home())
        return wanted, buyer, customer.id

    def _basket(self, draw: Random, size: int) -> list[UUID]:
        """Who takes a second thing mostly takes what goes with the first one."""
        first = self._favourite(draw)
        others = [
            draw.choice(self.goes_with[first])
            if first in self.goes_with and draw.random() < 0.75
            else self._favourite(draw)
            for _ in range(size - 1)
        ]
        return [first, *others]

    def _place(self, wanted: Mapping[UUID, int], buyer: Buyer, user_id: UUID) -> _Standing:
        with tenant_scope(self.tenant.id):
            placed = checkout.order_now(
                user_id, wanted, buyer=buyer, payment_method="manual", currency=self.tenant.currency
            )
        assert placed.payment is not None
        return _Standing(placed.order.id, placed.payment.id)

    def _favourite(self, draw: Random) -> UUID:
        """Some products sell much better than others."""
        return self.variants[int(len(self.variants) * draw.random() ** 2.2)]

    def _live_on(self, moving: clock.FixedClock, order: _Standing, age: float, draw: Random) -> None:
        """What became of it; steps that it has behind it are not taken again."""
        fate = draw.random()
        if fate < 0.06:
            self._give_up(order)
        elif fate < 0.97 or age > 2:
            self._pay(moving, order, draw)
            self._deliver(moving, order, age, draw)

    def _give_up(self, order: _Standing) -> None:
        if order.is_before("confirmed"):
            with tenant_scope(self.tenant.id):
                orders.cancel(order.id, reason="changed_my_mind", by="buyer")

    def _pay(self, moving: clock.FixedClock, order: _Standing, draw: Random) -> None:
        self._pass(moving, timedelta(minutes=draw.randint(2, 240)))
        if order.is_before("confirmed"):
            payments.capture(order.payment_id)

    def _deliver(self, moving: clock.FixedClock, order: _Standing, age: float, draw: Random) -> None:
        for status, after in (("processing", 0.5), ("shipped", 1.5), ("delivered", 4)):
            if age > after:
                self._pass(moving, timedelta(hours=draw.randint(6, 20)))
                if order.is_before(status):
                    with tenant_scope(self.tenant.id):
                        orders.move(order.id, status, by="staff")

    def _pass(self, moving: clock.FixedClock, time: timedelta) -> None:
        """Let time pass, but never beyond the opening: nothing has happened in the future."""
        moving.advance(min(time, (self.opened - moving.now()) / 2))
