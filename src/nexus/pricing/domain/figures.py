"""A quote's figures without its words: what trying a promotion on thousands of orders needs."""

from dataclasses import dataclass

from nexus.pricing.domain.quote import Priced


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


def figures_of(priced: Priced, /) -> Figures:
    """The same sums as in `quote`."""
    worths = (
        piece.minor * line.quantity for line, piece in zip(priced.basket.lines, priced.pieces, strict=True)
    )
    due, included = priced.tax_due(), priced.taxing.table.prices_include_tax
    taxed = tuple(sum(tax.minor for tax in taxes) for taxes in due.lines)
    on_freight = sum(tax.minor for taxes in due.freight for tax in taxes)
    return Figures(
        subtotal=sum(worths),
        discount=sum(priced.discounts),
        shipping=sum(priced.freight),
        tax=0 if included else sum(taxed) + on_freight,
        lines=priced.taxable,
        included=taxed if included else (0,) * len(taxed),
    )
