"""How far back one looks for the price before a reduction.

Directive 98/6/EC, Article 6a (as amended by 2019/2161): whoever announces a price reduction states the prior price, the lowest
price that was applied during a period of time not shorter than 30 days before the reduction.
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LAW_DAYS: Final = 30
KEPT_DAYS: Final = 400
"""Days that past prices are kept after they ended."""


def looked_back_to(before: datetime, /, *, days: int, time_zone: str) -> datetime:
    """So many days before: by the calendar of the shop and by the clock, whichever is longer.

    In spring thirty days on the wall are an hour shorter than thirty times 24 hours, in autumn an hour longer.
    """
    zone = ZoneInfo(time_zone)
    by_calendar = (before.astimezone(zone) - timedelta(days=days)).astimezone(UTC)
    return min(by_calendar, before.astimezone(UTC) - timedelta(days=days))
