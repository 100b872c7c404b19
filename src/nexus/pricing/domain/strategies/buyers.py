"""Conditions on who buys. What fails here is told only to who gave a coupon, without saying who the offer is for."""

from typing import Annotated, ClassVar

from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.strategies.fields import Words
from nexus.pricing.domain.strategies.protocols import Strategy

_NOT_FOR_YOU = Refusal(code="customer_group", text="This offer is not for your account.")
_SIGN_IN = Refusal(code="signed_in", text="Sign in to use this offer.")
_WHO = Refusal(code="buyer_unknown", text="Sign in or give your e-mail address to use this offer.")
_NOT_FIRST = Refusal(code="first_order", text="This offer is for a first order.")
_NOT_THIS_ORDER = Refusal(code="nth_order", text="This offer is not for this order of yours.")


class CustomerGroup(Strategy, frozen=True, kw_only=True):
    """The buyer is in one of these customer groups: a loyalty level, staff, resellers."""

    type: ClassVar[str] = "customer_group"
    title: ClassVar[str] = "Customer group"
    in_catalogue: ClassVar[bool] = True

    groups: Annotated[
        Words,
        Meta(title="Groups", description="Codes; one is enough.", extra_json_schema={"format": "groups"}),
    ]

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        return _NOT_FOR_YOU if self.groups.isdisjoint(case.basket.buyer.groups) else None


class SignedIn(Strategy, frozen=True, kw_only=True):
    """The buyer has signed in."""

    type: ClassVar[str] = "signed_in"
    title: ClassVar[str] = "Signed in"
    in_catalogue: ClassVar[bool] = True

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        return None if case.basket.buyer.user_id else _SIGN_IN


class FirstOrder(Strategy, frozen=True, kw_only=True):
    """The buyer has placed no order before, or only ones that were cancelled."""

    type: ClassVar[str] = "first_order"
    title: ClassVar[str] = "First order"
    in_catalogue: ClassVar[bool] = False
    counts_orders: ClassVar[bool] = True

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        before = case.basket.buyer.orders_before
        if before is None:
            return _WHO
        return _NOT_FIRST if before else None


class NthOrder(Strategy, frozen=True, kw_only=True):
    """This is the buyer's n-th order, or every n-th. Cancelled orders do not count."""

    type: ClassVar[str] = "nth_order"
    title: ClassVar[str] = "N-th order"
    in_catalogue: ClassVar[bool] = False
    counts_orders: ClassVar[bool] = True

    number: Annotated[int, Meta(title="Which", description="3: the third order.", ge=1, le=1_000_000)]
    every: Annotated[bool, Meta(title="Every one", description="Every third, sixth, ninth order.")] = False

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        before = case.basket.buyer.orders_before
        if before is None:
            return _WHO
        this = before + 1
        holds = this % self.number == 0 if self.every else this == self.number
        return None if holds else _NOT_THIS_ORDER
