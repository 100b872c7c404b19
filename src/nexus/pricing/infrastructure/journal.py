"""Price changes into the event log."""

from nexus.kernel.ids import new_id
from nexus.platform.events import append
from nexus.pricing.contracts.events import PriceChanged

STREAM = "pricing.price_change"


def announce(fact: PriceChanged, /) -> None:
    """A stream of its own for every change: two merchants who change prices at once never meet."""
    append(STREAM, new_id(), [fact], expected_version=0)
