"""A quote's figures without its words: what trying a promotion on thousands of orders needs."""

from dataclasses import dataclass

from nexus.pricing.domain.quote import Priced
from nexus.pricing.domain.taxes import TaxTable, tax_lines


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Minor units, equal to those of `quote` to the last one. `lines`: what is left of each line after promotions, gifts last;
    `included`: the tax that is contained in it."""

    subtotal: int
    discount: int
    shipping: int
    tax: int
    lines: tuple[int, ...]
    included: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.subtotal - self.discount + self.shipping + self.tax

    @property
    def nets(self) -> tuple[int, ...]:
        """What is left of each line without any tax."""
        return tuple(left - tax for left, tax in zip(self.lines, self.included, strict=True))


def figures_of(priced: Priced, taxes: TaxTable, /) -> Figures:
    """The same sums as in `quote`."""
    lines = priced.basket.lines
    worth = [piece.minor * line.quantity for line, piece in zip(lines, priced.pieces, strict=True)]
    left = tuple(minor - taken for minor, taken in zip(worth, priced.discounts, strict=True))
    taxed = [one.minor if one else 0 for one in tax_lines(priced.basket, left, taxes)]
    included = taxes.prices_include_tax
    return Figures(
        subtotal=sum(worth),
        discount=sum(priced.discounts),
        shipping=sum(priced.freight),
        tax=0 if included else sum(taxed),
        lines=left,
        included=tuple(taxed) if included else (0,) * len(lines),
    )
