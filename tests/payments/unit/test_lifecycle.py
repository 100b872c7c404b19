"""The table of moves: exactly these, every state reachable, one end."""

import itertools
import re
from pathlib import Path

import pytest

from nexus.payments.domain.errors import IllegalPaymentMove
from nexus.payments.domain.lifecycle import LIFECYCLE, Move, PaymentStatus, after, allows

LEGAL = {
    ("pending", "start"): "pending",
    ("pending", "authorize"): "authorized",
    ("pending", "complete"): "completed",
    ("pending", "fail"): "failed",
    ("pending", "void"): "voided",
    ("authorized", "complete"): "completed",
    ("authorized", "fail"): "failed",
    ("authorized", "void"): "voided",
    ("failed", "start"): "pending",
    ("failed", "authorize"): "authorized",
    ("failed", "complete"): "completed",
    ("failed", "void"): "failed",
    ("voided", "complete"): "completed",
    ("completed", "refund_part"): "partially_refunded",
    ("completed", "refund_rest"): "refunded",
    ("partially_refunded", "refund_part"): "partially_refunded",
    ("partially_refunded", "refund_rest"): "refunded",
}


@pytest.mark.parametrize(("status", "move"), list(itertools.product(PaymentStatus, Move)))
def test_each_pair_of_state_and_move_is_as_the_table_says(status: PaymentStatus, move: Move) -> None:
    expected = LEGAL.get((str(status), str(move)))

    assert allows(status, move) is (expected is not None)
    if expected is not None:
        assert after(status, move) == expected
        return
    with pytest.raises(IllegalPaymentMove) as refusal:
        after(status, move)
    assert refusal.value.facts == {
        "status": str(status),
        "move": str(move),
        "legal": sorted(m for s, m in LEGAL if s == status),
    }


def test_every_state_is_reachable_and_only_refunded_is_final() -> None:
    reached = {PaymentStatus.PENDING} | {target for moves in LIFECYCLE.values() for target in moves.values()}

    assert reached == set(PaymentStatus)
    assert [status for status, moves in LIFECYCLE.items() if not moves] == [PaymentStatus.REFUNDED]


def test_the_diagram_in_the_documentation_is_the_table() -> None:
    page = (Path(__file__).parents[3] / "docs" / "domains" / "payments.md").read_text()
    drawn = re.findall(r"^    (\w+) --> (\w+): (\w+)$", page, re.MULTILINE)

    assert {(source, move): target for source, target, move in drawn} == LEGAL
