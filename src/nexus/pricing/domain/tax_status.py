"""Who buys without tax, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nexus.pricing.contracts.dto import Destination
from nexus.pricing.domain.tax_steps import REVERSE_CHARGE

VAT_UNION: Final = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Countries of the European Union's value added tax (Directive 2006/112/EC)."""
EXEMPT: Final = "tax exempt"


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxStatus:
    """What is known of a buyer: a VAT id with the country that gave it, whether somebody verified it, and whether the shop lets
    them buy without tax (`reason`: why), until just before `valid_until`."""

    vat_id: str = ""
    country: str = ""
    is_verified: bool = False
    is_exempt: bool = False
    reason: str = ""
    valid_until: datetime | None = None

    def exemption(self, *, home: Destination, to: Destination, at: datetime) -> str:
        """Why they pay no tax there; empty: they do.

        Within the Union, goods that go to a business of another member state are taxed there, by the buyer: reverse charge.
        """
        if self.valid_until is not None and at >= self.valid_until:
            return ""
        if self.is_exempt:
            return self.reason or EXEMPT
        return REVERSE_CHARGE if self._owes_it_itself(home.country, to.country) else ""

    def _owes_it_itself(self, home: str, to: str) -> bool:
        if not (self.vat_id and self.is_verified):
            return False
        return {home, to, self.country} <= VAT_UNION and home not in {to, self.country}
