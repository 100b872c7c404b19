"""Ports for those who know tax rates or shipping prices better than the shop's own tables.

A provider is a class without arguments, registered as an entry point of `nexus.tax_providers` or
`nexus.shipping_rate_providers` and chosen by its name in the shop's terms. It may use the network: it is called outside every
transaction, in a worker, and has ANSWER_SECONDS; what it says is kept for KEPT_MINUTES and quotes look that up. Until it has
answered, and when it does not, the shop's own tables hold and the quote is marked as an estimate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol

from nexus.pricing.contracts.dto import Destination

ANSWER_SECONDS: Final = 2.0
KEPT_MINUTES: Final = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxQuestion:
    """Which rates do goods of these tax classes bear there? `shipping` is among the classes. `home`: where the shop is."""

    to: Destination
    home: Destination
    tax_classes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvidedRate:
    """See domain/taxes.py `TaxRate`; the order of the answer is the order in which compound rates build on each other."""

    tax_class: str
    name: str
    percent: Decimal
    is_compound: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingQuestion:
    """What does it cost to send goods of this weight (grams), worth (minor units) and number there?"""

    to: Destination
    home: Destination
    currency: str
    grams: int
    minor: int
    pieces: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvidedPrice:
    """A way to ship, its price in minor units of the question's currency."""

    code: str
    name: str
    minor: int


class TaxProvider(Protocol):
    """The same question has the same answer at the same time. No rates for a class: no tax. Raises whatever it likes when it
    does not know."""

    def rates(self, question: TaxQuestion, /) -> Sequence[ProvidedRate]: ...


class ShippingRateProvider(Protocol):
    """No prices: it ships nothing there. Raises whatever it likes when it does not know."""

    def prices(self, question: ShippingQuestion, /) -> Sequence[ProvidedPrice]: ...
