"""What a strategy is. Each is a frozen msgspec struct with its settings as fields and its name as `type`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Final, Literal, Protocol, runtime_checkable
from uuid import UUID

import msgspec

from nexus.kernel.money import Money
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import Cut
from nexus.pricing.domain.refusals import Refusal

type Amounts = Annotated[
    Mapping[str, str],
    msgspec.Meta(
        title="Amounts",
        description="In major units, by currency. In a currency that is not named the promotion does not apply.",
        examples=[{"EUR": "5.00", "JPY": "800"}],
        extra_json_schema={"format": "amounts"},
    ),
]
"""Amounts in major units as text, by currency: {"EUR": "5.00"}."""
type Reach = Literal["goods", "freight"]
GOODS_ONLY: Final[frozenset[Reach]] = frozenset({"goods"})
EVERYWHERE: Final[frozenset[Reach]] = frozenset({"goods", "freight"})


class Strategy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all strategies. `type`: the word in the promotion's JSON; `title`: for the editor, in English."""

    type: ClassVar[str]
    title: ClassVar[str]

    def check_catalogue(self) -> None:
        """Raises ValueError naming a setting ("per: ...") that a catalogue promotion cannot have. By default there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What a benefit gives in this basket: a cut, and pieces of goods for nothing."""

    cut: Cut | None = None
    gifts: tuple[tuple[UUID, int], ...] = field(default=())


@runtime_checkable
class Condition(Protocol):
    """When a promotion applies.

    `in_catalogue`: it can be judged without a cart (by time, buyer, channel), so a catalogue promotion may have it.
    """

    type: ClassVar[str]
    title: ClassVar[str]
    in_catalogue: ClassVar[bool]

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        """None when it holds. `scope`: the lines that the promotion may look at (a seller's: its own). Pure."""
        ...


@runtime_checkable
class Target(Protocol):
    """What a promotion is about. `reach`: goods or freight."""

    type: ClassVar[str]
    title: ClassVar[str]
    reach: ClassVar[Reach]

    def pick(self, case: Case, scope: tuple[int, ...], /) -> tuple[int, ...]:
        """Indexes of the case among `scope`. Pure."""
        ...


@runtime_checkable
class Benefit(Protocol):
    """What a promotion gives.

    `in_catalogue`: it can be a function of the price of one piece (percentage, amount, fixed price), see PieceBenefit. `reaches`:
    what it can take something off, goods or freight.
    """

    type: ClassVar[str]
    title: ClassVar[str]
    in_catalogue: ClassVar[bool]
    reaches: ClassVar[frozenset[Reach]]

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        """What it gives on these lines (or this freight), or why nothing. Looks at list prices only. Pure."""
        ...


@runtime_checkable
class PieceBenefit(Benefit, Protocol):
    """A benefit that a catalogue promotion may have."""

    def check_catalogue(self) -> None:
        """Raises ValueError naming a setting that a catalogue promotion cannot have."""
        ...

    def piece(self, minor: int, currency: str, /) -> int:
        """What remains of the price of a piece; at most `minor`, and monotone in it."""
        ...


def minor_in(amounts: Amounts, currency: str, /) -> int | None:
    """Minor units in a currency; None when nothing is said about it."""
    text = amounts.get(currency)
    return None if text is None else Money.of(text, currency).minor
