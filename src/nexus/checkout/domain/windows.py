"""How long an order waits for its money, by way of payment."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentWindows:
    """`online`: the buyer sits in front of a payment page. `offline`: a transfer, recorded by staff when it arrives."""

    online: timedelta
    offline: timedelta

    def deadline(self, *, is_online: bool, pays_later: bool, now: datetime) -> datetime | None:
        """Until when the order waits; None when it does not wait for money at all."""
        if pays_later:
            return None
        return now + (self.online if is_online else self.offline)

    def reserved_until(self, deadline: datetime | None, now: datetime, /) -> datetime:
        """Until when the stock is held: as long as the order waits, or until the pay-later order is confirmed."""
        return deadline or now + self.offline
