"""No worker exists at all: orders stand. It comes: everything is delivered, once."""

import time
from pathlib import Path
from typing import Any

from tests.live.client import eventually, expect
from tests.live.parts import installed, service
from tests.live.purchase import new_email, order, pay, settled
from tests.live.shop import Shop, open_shops

SWEEP_SECONDS = 5
ONCE = {"order_placed": 1, "payment_completed": 1, "order_confirmed": 1}


def test_with_the_worker_dead_the_order_stands_and_later_everything_is_delivered_once(tmp_path: Path) -> None:
    with installed(tmp_path, valkey_database=1) as product, service(product, "web"):
        [shop] = open_shops(product, {"slug": "alone"})
        goods, emails = (
            shop.sell(stock=10),
            {way: new_email(way) for way in ("sandbox", "in_store", "manual")},
        )
        placed = {way: order(shop.guest(), goods, method=way, email=email) for way, email in emails.items()}
        pay(shop.guest().with_headers(X_Order_Token=placed["sandbox"]["token"]), placed["sandbox"])
        expect(shop.owner.post(f"/api/payments/{placed['manual']['payment']['id']}/capture/"), 200)

        _nobody_worked(shop, placed, emails)
        assert shop.order(placed["manual"]["id"])["status"] == "confirmed", "money in hand needs no worker"
        assert shop.stock(goods) == (9, 7), "one piece sold, two reserved"

        with service(product, "worker"), service(product, "beat"):
            for way in ("sandbox", "in_store"):
                settled(shop, placed[way], status="confirmed", seconds=60)
            _everything_arrived_once(shop, emails)

        assert shop.stock(goods) == (7, 7)
        verified = product.nexus("verify")
        assert verified.returncode == 0, verified.stdout


def _nobody_worked(shop: Shop, placed: dict[str, Any], emails: dict[str, str]) -> None:
    time.sleep(1)
    for way in ("sandbox", "in_store"):
        found = shop.order(placed[way]["id"])
        assert (found["status"], found["payment_status"]) == ("pending", "pending")
        assert (
            shop.guest().get(f"/api/orders/{found['id']}/", X_Order_Token=placed[way]["token"]).status_code
            == 200
        )
    assert not any(shop.mails(email) for email in emails.values())


def _everything_arrived_once(shop: Shop, emails: dict[str, str]) -> None:
    wanted = {
        emails["sandbox"]: ONCE,
        emails["manual"]: ONCE,
        emails["in_store"]: {"order_placed": 1, "order_confirmed": 1},
    }
    eventually(lambda: all(shop.mails(email) == kinds for email, kinds in wanted.items()), seconds=60)
    time.sleep(SWEEP_SECONDS + 1)  # a second delivery, if there were one, would come with the sweep
    assert {email: shop.mails(email) for email in wanted} == wanted
