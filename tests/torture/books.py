"""The account of the storm: what clients were promised against what is stored, by SQL of its own, past all product code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import psycopg

from tests.live.shop import Goods
from tests.torture.history import History
from tests.torture.promises import NEVER, SOLD
from tests.torture.treats import PROMISES

type Database = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One promise: how many cases were looked at, and what was wrong with some."""

    promise: str
    looked_at: int
    wrong: list[str]


def audit(database: Database, history: History, shelf: dict[Goods, int], /) -> list[Verdict]:
    """All promises. `shelf` says how many pieces of each product there were in the beginning."""
    return [
        _acknowledged_orders(database, history),
        _acknowledged_approvals(database, history),
        _acknowledged_cancellations(database, history),
        *(_none_of(database, promise, sql) for promise, sql in (NEVER | PROMISES).items()),
        _stock(database, shelf),
    ]


def _acknowledged_orders(database: Database, history: History) -> Verdict:
    stored = {str(found[0]): found[1:] for found in database.execute(_ORDERS).fetchall()}
    lines = _lines(database)
    acknowledged, wrong = history.of("ordered"), []
    for entry in acknowledged:
        order = entry["order"]
        if order not in stored:
            wrong.append(f"order {order} was acknowledged and is gone")
        elif stored[order] != (entry["number"], _minor(entry["total"])) or lines[order] != _promised(entry):
            wrong.append(f"order {order} differs: {stored[order]} {lines[order]}, acknowledged {entry}")
    return Verdict("every acknowledged order exists with its total and lines", len(acknowledged), wrong)


_ORDERS = "SELECT id, number, total_minor FROM orders_order"


def _lines(database: Database) -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    for order, *line in database.execute(
        "SELECT order_id, variant_id, quantity, total_minor FROM orders_line"
    ).fetchall():
        found.setdefault(str(order), []).append((str(line[0]), line[1], line[2]))
    return {order: sorted(each) for order, each in found.items()}


def _promised(entry: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(variant, quantity, _minor(total)) for variant, quantity, total in entry["lines"]]


def _minor(amount: str) -> int:
    return int(Decimal(amount) * 100)


def _acknowledged_approvals(database: Database, history: History) -> Verdict:
    """The provider took the money: it is with the shop, or was given back."""
    captured = {
        str(found[0])
        for found in database.execute(
            "SELECT order_id FROM payments_payment WHERE captured_minor > 0"
        ).fetchall()
    }
    approved = [entry["order"] for entry in history.of("pressed") if entry["state"] == "captured"]
    wrong = [
        f"order {order}: the provider took the money and the shop does not know"
        for order in approved
        if order not in captured
    ]
    return Verdict("every charge that the provider acknowledged is in our books", len(approved), wrong)


def _acknowledged_cancellations(database: Database, history: History) -> Verdict:
    cancelled = [entry["order"] for entry in history.of("cancelled") if entry["status"] == 200]
    asked = [entry["order"] for entry in history.of("cancelled") if entry["status"] == 202]
    done = {
        str(found[0])
        for found in database.execute("SELECT id FROM orders_order WHERE status = 'cancelled'").fetchall()
    }
    requests = {
        str(found[0])
        for found in database.execute("SELECT order_id FROM orders_cancellation_request").fetchall()
    }
    wrong = [
        f"order {order} was acknowledged as cancelled and is not" for order in cancelled if order not in done
    ]
    wrong += [f"order {order}: the cancellation request is gone" for order in asked if order not in requests]
    return Verdict("every acknowledged cancellation stands", len(cancelled) + len(asked), wrong)


def _none_of(database: Database, promise: str, sql: tuple[str, str]) -> Verdict:
    [(looked_at,)] = database.execute(sql[0]).fetchall()
    return Verdict(promise, looked_at, [str(found[0]) for found in database.execute(sql[1]).fetchall()])


def _stock(database: Database, shelf: dict[Goods, int]) -> Verdict:
    """In the beginning = on the shelf + sold, and what is sold is what living orders hold."""
    found = {str(variant): facts for variant, *facts in database.execute(SOLD).fetchall()}
    wrong = list(
        _wrong_pieces((goods.variant_id, pieces, *found[goods.variant_id]) for goods, pieces in shelf.items())
    )
    return Verdict("pieces in the beginning = on the shelf + sold", len(shelf), wrong)


def _wrong_pieces(rows: Iterable[tuple[Any, ...]]) -> Iterable[str]:
    for variant, began, on_hand, reserved, committed, in_orders in rows:
        if began != on_hand + committed or committed != in_orders or not 0 <= reserved <= on_hand:
            sold = f"{committed} sold, {in_orders} in living orders"
            yield f"variant {variant}: {began} in the beginning, {on_hand} on hand, {reserved} reserved, {sold}"
