"""What README and tutorial tell people to type, typed against a running product."""

from __future__ import annotations

import re
import secrets
import subprocess

from tests.docs.pages import snippets
from tests.live.client import expect
from tests.live.seed import PASSWORD
from tests.live.shop import Shop


def typed(script: str, shop: Shop) -> str:
    """Output of a shell that is given the text, with the shop found by its host name as in a browser."""
    address = shop.product.base.replace("127.0.0.1", f"{shop.slug}.localhost")
    shell = ["bash", "-euo", "pipefail", "-c", f"export NEXUS={address} no_proxy='*'\n{script}"]
    done = subprocess.run(shell, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_first_purchase_of_the_readme(shop: Shop) -> None:
    shop.sell(price="0.02")
    lines = typed(snippets("README.md")["purchase"], shop).splitlines()

    assert re.fullmatch(r"NX-\d{6}-[0-9A-Z]{6}", lines[0])
    assert lines[1:3] == ["captured", "confirmed"]
    assert re.findall(r'"type": "(\w+)"', "\n".join(lines)) == [
        "order_placed",
        "order_payment_changed",
        "order_confirmed",
    ]


def test_the_tutorial(shop: Shop) -> None:
    shop.sell(price="0.01", stock=10)
    steps = snippets("docs/tutorial.md")
    assert list(steps) == [
        "helpers",
        "buy",
        "again",
        "pay",
        "too-many",
        "history",
        "payment",
        "mails",
        "offer",
        "simulate",
    ]
    said = typed(_with_our_people("\n".join(steps.values()), shop), shop)

    levels = re.findall(r"'on_hand': (\d+), 'reserved': (\d+), 'available': (\d+)", said)
    assert levels == [("10", "0", "10"), ("10", "2", "8"), ("8", "0", "8")]
    words = [
        line for line in said.splitlines() if line in {"the same order", "captured", "confirmed", "pending"}
    ]
    assert words == ["the same order", "captured", "confirmed", "pending"]
    assert '"code": "out_of_stock"' in said
    assert '"asked": 9000' in said
    assert said.count('"type": "payment_completed"') == 1
    assert said.count('"subject": ') == 3
    assert said.splitlines()[-4:] == ["2 more pieces.", "Ten percent from five pieces", "done", "archived"]


def _with_our_people(script: str, shop: Shop) -> str:
    """The demo's buyer and support are a buyer and the owner of the test's shop."""
    buyer = f"reader-{secrets.token_hex(4)}@example.com"
    expect(shop.guest().post("/api/auth/users/", {"email": buyer, "password": PASSWORD}), 201)
    renamed = {
        "buyer@bazaar.test": buyer,
        "support@bazaar.test": shop.made["owner"],
        "owner@bazaar.test": shop.made["owner"],
        "nexus-demo-1": PASSWORD,
    }
    for demo, ours in renamed.items():
        assert demo in script
        script = script.replace(demo, ours)
    return script
