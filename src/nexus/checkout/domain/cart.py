"""Carts: who they belong to, what may be in them, how two become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

MAX_QUANTITY: Final = 10_000
MAX_LINES: Final = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class CartKey:
    """Whose cart: a user's, or that of whoever knows the token (then only its hash is stored)."""

    user_id: UUID | None = None
    token: str | None = None

    @property
    def token_hash(self) -> str | None:
        """SHA-256 in hex; None for a user's cart."""
        return sha256(self.token.encode()).hexdigest() if self.token and self.user_id is None else None


@dataclass(frozen=True, kw_only=True, slots=True)
class CartLine:
    """Pieces of a variant in a cart."""

    id: UUID
    product_id: UUID
    variant_id: UUID
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Cart:
    """A cart and its lines in the order in which they were added. `id` None: nothing was ever put in."""

    id: UUID | None
    lines: tuple[CartLine, ...] = ()


def with_line(lines: tuple[CartLine, ...], changed: CartLine, /) -> tuple[CartLine, ...]:
    """The lines after one was changed, or added at the end."""
    if all(line.id != changed.id for line in lines):
        return (*lines, changed)
    return tuple(changed if line.id == changed.id else line for line in lines)


def merged_quantities(
    mine: Mapping[UUID, int], theirs: Mapping[UUID, int], available: Mapping[UUID, int], /
) -> dict[UUID, int]:
    """Quantities after a guest cart (`theirs`) joins a user's: sums, up to what is available, never less than either had."""
    return {
        variant: _merged(mine.get(variant, 0), theirs.get(variant, 0), available.get(variant, 0))
        for variant in (*mine, *(variant for variant in theirs if variant not in mine))
    }


def _merged(mine: int, theirs: int, available: int) -> int:
    return min(max(min(mine + theirs, available), mine, theirs), MAX_QUANTITY)


def demand(lines: Iterable[CartLine], /) -> dict[UUID, int]:
    """Pieces wanted per variant."""
    wanted: dict[UUID, int] = {}
    for line in lines:
        wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
    return wanted
