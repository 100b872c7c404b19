"""Changes of prices and promotions into the event log."""

from nexus.kernel.ids import new_id
from nexus.platform.events import append
from nexus.pricing.contracts.events import PriceChanged
from nexus.pricing.contracts.promotion_events import PromotionChanged, PromotionDeleted

STREAM = "pricing.price_change"
PROMOTION = "pricing.promotion"


def announce(fact: PriceChanged, /) -> None:
    """A stream of its own for every change: two merchants who change prices at once never meet."""
    append(STREAM, new_id(), [fact], expected_version=0)


def tell_promotion(fact: PromotionChanged | PromotionDeleted, /) -> None:
    """A stream for each promotion: whoever changes it has locked it."""
    append(PROMOTION, fact.promotion_id, [fact])
