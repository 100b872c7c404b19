"""Conditions on where the goods go and how they are shipped and paid."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, ClassVar, Final

from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.strategies.fields import Words
from nexus.pricing.domain.strategies.protocols import Strategy
from nexus.pricing.domain.zones import BadPattern, plain_code, postal_pattern, region_key

_UNSAID = Refusal(code="destination_unknown", text="Say where the goods go to use this offer.")
_ELSEWHERE = Refusal(code="destination", text="This offer does not hold where the goods go.")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_pattern: Final = lru_cache(maxsize=4096)(postal_pattern)
type _Some = Annotated[frozenset[str], Meta(max_length=500)]
type _Countries = Annotated[
    _Some,
    Meta(
        title="Countries",
        description="ISO 3166, two letters: DE.",
        extra_json_schema={"format": "countries"},
    ),
]
type _Patterns = Annotated[
    _Some,
    Meta(
        title="Postal codes",
        description="One code (80331), its beginning (80*) or a range (81000-81999).",
    ),
]


class DestinationIs(Strategy, frozen=True, kw_only=True):
    """The goods go to one of these countries, regions and postal codes; of each kind that is given one must match."""

    type: ClassVar[str] = "destination"
    title: ClassVar[str] = "Destination"
    in_catalogue: ClassVar[bool] = False

    countries: _Countries = frozenset()
    regions: Annotated[_Some, Meta(title="Regions", description="As in the address, code or name: BY.")] = (
        frozenset()
    )
    postal_codes: _Patterns = frozenset()

    def __post_init__(self) -> None:
        if not (self.countries or self.regions or self.postal_codes):
            raise ValueError("countries: say where: countries, regions or postal codes")
        for country in sorted(self.countries):
            if not _COUNTRY.fullmatch(country):
                raise ValueError(f"countries: {country!r} is not two capital letters")
        for pattern in sorted(self.postal_codes):
            try:
                _pattern(pattern)
            except BadPattern as error:
                raise ValueError(f"postal_codes: {error}") from None

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        there = case.basket.destination
        if not there.country:
            return _UNSAID
        if self.countries and there.country not in self.countries:
            return _ELSEWHERE
        region = region_key(there.region, there.country)
        if self.regions and region not in {region_key(one, there.country) for one in self.regions}:
            return _ELSEWHERE if region else _UNSAID
        code = plain_code(there.postal_code)
        if self.postal_codes and not _is_in(code, self.postal_codes):
            return _ELSEWHERE if code else _UNSAID
        return None


def _is_in(code: str, patterns: Iterable[str]) -> bool:
    return any(_pattern(pattern).exactness(code) for pattern in patterns)


class ShippingMethodIs(Strategy, frozen=True, kw_only=True):
    """Shipped by one of these methods."""

    type: ClassVar[str] = "shipping_method"
    title: ClassVar[str] = "Shipping method"
    in_catalogue: ClassVar[bool] = False

    methods: Annotated[Words, Meta(title="Methods", extra_json_schema={"format": "shipping_methods"})]

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        if any(freight.method in self.methods for freight in case.freight):
            return None
        return Refusal(code="shipping_method", text="Choose another way of shipping to use this offer.")


class PaymentMethodIs(Strategy, frozen=True, kw_only=True):
    """Paid by one of these methods. Until the buyer has chosen how to pay it does not hold."""

    type: ClassVar[str] = "payment_method"
    title: ClassVar[str] = "Payment method"
    in_catalogue: ClassVar[bool] = False

    methods: Annotated[Words, Meta(title="Methods", extra_json_schema={"format": "payment_methods"})]

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        if case.basket.payment_method in self.methods:
            return None
        return Refusal(code="payment_method", text="Choose another way of paying to use this offer.")
