"""News about orders and payments."""

from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.kernel.money import Money
from nexus.notifications.contracts import kinds
from nexus.notifications.rendering import Content, Line
from nexus.notifications.services.links import shop_url
from nexus.notifications.services.live import tell_followers_after_commit
from nexus.notifications.services.telling import buyer, tell, tell_in_app
from nexus.orders import facade as orders
from nexus.orders.contracts.dto import Address
from nexus.orders.contracts.events import OrderPlaced
from nexus.tenancy.facade import tenant


def spelled(amount: Money, /) -> str:
    """`12.50 EUR`."""
    return f"{amount} {amount.currency}"


def order_path(order_id: UUID, /) -> str:
    """Path of the order's page in the shop."""
    return f"/orders/{order_id}/"


def placed(event: OrderPlaced, /) -> None:
    """The buyer's copy: everything that was ordered. From the event alone; a guest costs one insert."""
    to = buyer(event.user_id, email=event.email, name=event.buyer.name)
    content = _content(
        kinds.ORDER_PLACED,
        event.order_id,
        event.user_id,
        values={"number": event.number, "total": spelled(event.totals.total)},
        lines=_lines(event),
        totals=_totals(event),
        address=_address(event.buyer.shipping_address),
    )
    tell(content, to)


def moved(order_id: UUID, kind: str, /) -> None:
    """The order was confirmed, shipped, delivered or cancelled: tell its buyer, once for each."""
    order = orders.order(order_id)
    if order is None:
        raise LookupError(f"order {order_id} has an event and no row")
    to = buyer(order.user_id, email=order.email, name=order.buyer.name)
    tell(_content(kind, order_id, order.user_id, values={"number": order.number}), to)
    if kind == kinds.ORDER_CONFIRMED:
        _tell_sellers(order_id, order.number, {part.vendor_id for part in order.vendor_orders})


def money(
    kind: str, /, *, order_id: UUID, number: str, amount: Money, email: str, user_id: UUID | None, key: str
) -> None:
    """A payment arrived or failed, or money went back."""
    values = {"number": number, "amount": spelled(amount)}
    tell(_content(kind, order_id, user_id, values=values, key=key), buyer(user_id, email=email))


def follow(order_id: UUID, /, **facts: str) -> None:
    """A live message to everybody who has the order open."""
    tell_followers_after_commit(order_id, {"type": "order", "order_id": str(order_id), **facts})


def _tell_sellers(order_id: UUID, number: str, vendor_ids: set[UUID]) -> None:
    content = Content(
        key=f"{kinds.NEW_SALE}:{order_id}",
        kind=kinds.NEW_SALE,
        shop=tenant().name,
        values={"number": number},
        path=f"/seller/orders/{order_id}/",
    )
    tell_in_app(content, accounts.sellers_of(vendor_ids))


def _content(
    kind: str,
    order_id: UUID,
    user_id: UUID | None,
    *,
    values: dict[str, str],
    key: str = "",
    lines: tuple[Line, ...] = (),
    totals: tuple[tuple[str, str], ...] = (),
    address: tuple[str, ...] = (),
) -> Content:
    """A guest's link holds the secret of the order: whoever reads the mailbox that the order names is that guest."""
    shop, path = tenant(), order_path(order_id)
    return Content(
        key=key or f"{kind}:{order_id}",
        kind=kind,
        shop=shop.name,
        values=values,
        lines=lines,
        totals=totals,
        address=address,
        link=f"{shop_url(shop)}{path}"
        if user_id
        else f"{shop_url(shop)}{path}open/{orders.guest_token(order_id)}/",
        path=path,
        order_id=order_id,
    )


def _lines(event: OrderPlaced) -> tuple[Line, ...]:
    return tuple(
        Line(
            title=line.title,
            detail=" · ".join(part for part in (line.variant_title, line.vendor_name) if part),
            quantity=line.quantity,
            amount=spelled(line.unit_price * line.quantity),
        )
        for line in event.lines
    )


def _totals(event: OrderPlaced) -> tuple[tuple[str, str], ...]:
    """From the subtotal to the total, discounts by the offer that gave them; what credit paid of it comes after."""
    totals, credit = event.totals, event.credit
    parts = (*_discounts(event), ("shipping", totals.shipping_total), ("tax", totals.tax_total))
    told = [(name, spelled(amount)) for name, amount in parts if amount]
    paid = (("credit", spelled(-credit)), ("due", spelled(totals.total - credit))) if credit else ()
    return (("subtotal", spelled(totals.subtotal)), *told, ("total", spelled(totals.total)), *paid)


def _discounts(event: OrderPlaced) -> list[tuple[str, Money]]:
    sums: dict[str, Money] = {}
    for step in event.explanation:
        if step.get("part") == "discount" and step.get("applied"):
            amount = Money.of(step["amount"], event.currency)
            sums[step["text"]] = sums.get(step["text"], Money.zero(event.currency)) + amount
    whole = sum(sums.values(), start=Money.zero(event.currency))
    return (
        [*sums.items()]
        if whole == -event.totals.discount_total
        else [("discount", -event.totals.discount_total)]
    )


def _address(address: Address) -> tuple[str, ...]:
    town = f"{address.postal_code} {address.city}".strip()
    return tuple(
        part for part in (address.name, address.address_line, town, address.region, address.country) if part
    )
