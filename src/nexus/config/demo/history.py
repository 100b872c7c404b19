"""A year of orders, placed through the same door as real ones, with the clock turned back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from nexus.checkout import facade as checkout
from nexus.inventory.facade import OutOfStock
from nexus.kernel import clock
from nexus.orders import facade as orders
from nexus.orders.contracts.dto import Address, Buyer
from nexus.payments import facade as payments
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.contracts.dto import TenantInfo

_CITIES = (
    ("Berlin", "10115", "DE"),
    ("Madrid", "28001", "ES"),
    ("Lyon", "69001", "FR"),
    ("Porto", "4000-001", "PT"),
)


class Year:
    """Places `count` orders spread over the year before `now`, denser towards its end."""

    def __init__(
        self, tenant: TenantInfo, people: Sequence[tuple[UUID, str]], variants: Sequence[UUID], now: datetime
    ):
        self.tenant, self.people, self.variants, self.now = tenant, people, variants, now
        self.random = Random(f"orders of {tenant.slug}")  # noqa: S311 - a demo is deterministic

    def fill(self, count: int, /) -> int:
        """How many orders were placed."""
        ages = sorted((365 * self.random.random() ** 1.6 + 0.05 for _ in range(count)), reverse=True)
        moving = clock.FixedClock(self.now)
        with clock.use_clock(moving):
            return sum(self._order(moving, self.now - timedelta(days=age), age) for age in ages)

    def _order(self, moving: clock.FixedClock, placed_at: datetime, age: float) -> int:
        moving.advance(placed_at - moving.now())
        try:
            order_id, payment_id = self._place()
        except OutOfStock:
            return 0
        fate = self.random.random()
        if fate < 0.06:
            with tenant_scope(self.tenant.id):
                orders.cancel(order_id, reason="changed_my_mind", by="buyer")
        elif fate < 0.97 or age > 2:
            self._live_on(moving, order_id, payment_id, age)
        return 1

    def _place(self) -> tuple[UUID, UUID]:
        user_id, email = self.random.choice(self.people)
        wanted = {
            self._favourite(): self.random.choice((1, 1, 1, 2))
            for _ in range(self.random.choice((1, 1, 2, 3)))
        }
        city, code, country = self.random.choice(_CITIES)
        address = Address(name=email.split("@")[0].capitalize(), address_line=f"{self.random.randint(1, 99)} Main Street",
                          city=city, postal_code=code, country=country)  # fmt: skip
        buyer = Buyer(email=email, name=address.name, shipping_address=address)
        with tenant_scope(self.tenant.id):
            placed = checkout.order_now(
                user_id, wanted, buyer=buyer, payment_method="manual", currency=self.tenant.currency
            )
        assert placed.payment is not None
        return placed.order.id, placed.payment.id

    def _favourite(self) -> UUID:
        """Some products sell much better than others."""
        return self.variants[int(len(self.variants) * self.random.random() ** 2.2)]

    def _live_on(self, moving: clock.FixedClock, order_id: UUID, payment_id: UUID, age: float) -> None:
        self._pass(moving, timedelta(minutes=self.random.randint(2, 240)))
        payments.capture(payment_id)
        for status, after in (("processing", 0.5), ("shipped", 1.5), ("delivered", 4)):
            if age > after:
                self._pass(moving, timedelta(hours=self.random.randint(6, 20)))
                with tenant_scope(self.tenant.id):
                    orders.move(order_id, status, by="staff")

    def _pass(self, moving: clock.FixedClock, time: timedelta) -> None:
        """Let time pass, but never beyond the present: nothing has happened in the future."""
        moving.advance(min(time, (self.now - moving.now()) / 2))
