"""Price lists, currencies and rates across pricing's border."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceListInfo:
    """Prices in one currency. Empty and None mean everybody; see PriceListRecord."""

    id: UUID
    code: str
    name: str
    currency: str
    channel: str
    group: str
    user_id: UUID | None
    vendor_id: UUID | None
    priority: int
    is_active: bool
    starts_at: datetime | None
    ends_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceEntry:
    """A price of a variant, of a product or (neither) of all that the list is about, from a quantity on.

    Either `minor` units a piece or `percent`, the signed change of the own price in hundredths of a percent; neither: the entry
    is to go.
    """

    variant_id: UUID | None = None
    product_id: UUID | None = None
    min_quantity: int = 1
    minor: int | None = None
    percent: int | None = None

    @property
    def key(self) -> tuple[UUID | None, UUID | None, int]:
        """What a list has at most once."""
        return self.variant_id, self.product_id, self.min_quantity


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencyInfo:
    """A further currency of the shop; see CurrencyRuleRecord."""

    currency: str
    is_enabled: bool = True
    converts: bool = False
    step_minor: int = 1
    ending_minor: int = 0
    rounding: str = "half_up"


@dataclass(frozen=True, kw_only=True, slots=True)
class RateInfo:
    """One unit of `base` is `rate` units of `currency` from `as_of` on; `source` says who says so."""

    base: str
    currency: str
    rate: Decimal
    source: str
    as_of: datetime


class InvalidPriceList(RuleBroken):
    """A list or an entry that cannot be: `errors` names the field and the reason."""

    code: ClassVar[str] = "invalid_price_list"
    title: ClassVar[str] = "The price list is not valid"


class UnknownPriceList(NotFound):
    """No such list here, or not the caller's."""

    code: ClassVar[str] = "price_list_not_found"
    title: ClassVar[str] = "There is no such price list"


class PriceListCodeTaken(Conflict):
    """`errors["code"]`."""

    code: ClassVar[str] = "price_list_code_taken"
    title: ClassVar[str] = "Another price list has this code"


class InvalidCurrency(RuleBroken):
    """A currency or a rate that cannot be: `errors` names the field and the reason."""

    code: ClassVar[str] = "invalid_currency"
    title: ClassVar[str] = "The currency or rate is not valid"


class UnknownCurrencyRule(NotFound):
    """The shop has no such further currency."""

    code: ClassVar[str] = "currency_not_found"
    title: ClassVar[str] = "The shop does not sell in this currency"
