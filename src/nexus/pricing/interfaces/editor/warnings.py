"""What promotions do together, told before one is published: conflicts with the carts that show them."""

from collections.abc import Iterator
from typing import Any

from nexus.kernel.errors import NexusError
from nexus.platform.backoffice import Facts, Section, Table
from nexus.pricing.contracts.conflicts import Conflict, ConflictReport, Witness
from nexus.pricing.facade import conflicts


def warnings_for(promotion_id: Any, /) -> tuple[Section, ...]:
    """Sections for the page that asks whether to publish it."""
    try:
        found = conflicts(promotion_id=promotion_id)
    except NexusError as error:
        return (Facts(title="Conflicts were not looked for", rows=[("Because", error.detail)], wide=True),)
    return tuple(_sections(found))


def _sections(found: ConflictReport) -> Iterator[Section]:
    for one in found.idle:
        yield Facts(title=f"{one.promotion.title} may never apply", rows=[("Because", one.text)], wide=True)
    for conflict in found.conflicts:
        yield _conflict(conflict)
    if not found.conflicts:
        yield Facts(title="No conflict was found", rows=[("Looked at", _looked(found))], wide=True)


def _conflict(one: Conflict) -> Section:
    together = " and ".join(promotion.title for promotion in one.promotions)
    witness = one.witness
    rows = [
        (f"{line.quantity} x {line.title}", line.sku, line.list_total, line.line_total)
        for line in witness.lines
    ]
    return Table(
        title=f"Together too far down: {together}", head=(one.text, "SKU", "List price", "The buyer pays"), rows=rows,
        feet=(*_circumstances(witness), ("Instead of", f"{witness.goods_total} {witness.currency}"),
              ("This cart costs", f"{witness.total} {witness.currency}")),
    )  # fmt: skip


def _circumstances(witness: Witness) -> Iterator[tuple[str, Any]]:
    yield "At", witness.at
    for name, value in (
        ("Coupons of", ", ".join(witness.coupons)), ("Buyer in", ", ".join(witness.groups)), ("Country", witness.country),
        ("Shipping", witness.shipping_method), ("Payment", witness.payment_method),
    ):  # fmt: skip
        if value:
            yield name, value


def _looked(found: ConflictReport) -> str:
    whole = "" if found.is_complete else " There was no time to look at everything."
    moments = "one moment" if found.instants == 1 else f"{found.instants} moments"
    return (
        f"{found.carts} carts with {found.goods} of the shop's goods were priced at {moments}, with {found.promotions} "
        f"promotions. Conflicts beyond these may exist.{whole}"
    )
