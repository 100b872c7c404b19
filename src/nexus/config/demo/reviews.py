"""What buyers think of what they bought: written through the same door as real reviews, with the clock turned back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils.text import slugify

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.config.demo.people import Customer
from nexus.config.demo.voices import ANYTHING, VOICES, Voice
from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.tenancy.contracts.dto import TenantInfo

_BOUGHT = """
SELECT o.user_id, l.product_id, min(o.placed_at) FILTER (WHERE o.status = 'delivered') AS placed_at
  FROM orders_order o JOIN orders_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.id
 WHERE o.tenant_id = %s AND l.tenant_id = %s GROUP BY o.user_id, l.product_id"""
_WRITTEN = "SELECT product_id, author_id FROM catalog_review WHERE tenant_id = %s"
_LIKELY = {5: 10, 4: 7, 3: 2, 2: 1, 1: 1}

type Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A review to be written: by whom, of what, when."""

    at: datetime
    author_id: UUID
    product_id: UUID
    voice: Voice


class Opinions:
    """The reviews of a shop. The same shop, the same reviews: one for each author and product, so a second run adds
    what an interrupted one has left out, and nothing else.
    """

    def __init__(self, tenant: TenantInfo, name: str, people: Sequence[Customer]):
        self.tenant, self.name, self.people = tenant, name, people

    def write(self, products: Sequence[ProductInfo], /) -> int:
        """How many reviews of the demo there are then. The oldest are written first, as they would have been."""
        with tenant_scope(self.tenant.id):
            bought, written = self._bought(), self._written()
        wanted = [opinion for product in products for opinion in self._opinions(product, bought)]
        moving = clock.FixedClock(self.tenant.created_at)
        missing = [entry for entry in wanted if (entry.product_id, entry.author_id) not in written]
        with clock.use_clock(moving), tenant_scope(self.tenant.id):
            for opinion in sorted(missing, key=lambda opinion: opinion.at):
                moving.advance(opinion.at - moving.now())
                _write(opinion)
        return len(wanted)

    def _bought(self) -> dict[Pair, datetime | None]:
        """When they ordered what they have at home; None for what is still on its way, or never came."""
        found = db.rows(_BOUGHT, [current_tenant(), current_tenant()])
        return {(row.product_id, row.user_id): row.placed_at for row in found}

    def _written(self) -> set[Pair]:
        return {(row.product_id, row.author_id) for row in db.rows(_WRITTEN, [current_tenant()])}

    def _opinions(self, product: ProductInfo, bought: Mapping[Pair, datetime | None]) -> Iterator[Opinion]:
        """Of those who have it at home rather more than half; of others, who were given it, a few."""
        draw = Random(f"reviews of {product.title} at {self.name}")  # noqa: S311 - a demo is deterministic
        voices = list(_voices(product, draw))
        given = draw.choice((0, 0, 1, 1, 2, 3))
        for customer in draw.sample(self.people, len(self.people)):
            pair = (product.id, customer.id)
            placed_at = bought.get(pair)
            if placed_at is not None:
                at, says = placed_at + timedelta(days=6 + 20 * draw.random()), draw.random() < 0.65
            else:
                at = self.tenant.created_at - timedelta(days=2 + 240 * draw.random())
                says = given > 0 and pair not in bought
                given -= says
            if says and voices and at < self.tenant.created_at:
                yield Opinion(at, customer.id, product.id, voices.pop())


def _voices(product: ProductInfo, draw: Random) -> Iterator[Voice]:
    """What may be said of it, in the order of saying it backwards; good things more often than bad ones."""
    section = product.category.path.split("/")[0]
    fitting = next((voices for name, voices in VOICES.items() if slugify(name) == section), ())
    pool = [*fitting, *ANYTHING]
    return iter(sorted(pool, key=lambda voice: draw.random() ** (1 / _LIKELY[voice[0]])))


def _write(opinion: Opinion) -> None:
    stars, title, comment = opinion.voice
    catalog.write_review(
        opinion.product_id, author_id=opinion.author_id, rating=stars, title=title, comment=comment
    )
