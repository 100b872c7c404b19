"""Simulated people: each registers or stays a guest, fills a cart, orders, and pays in one way or another."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from random import Random
from typing import Any

import httpx

from tests.factories.buying import ADDRESS
from tests.live.purchase import new_email
from tests.live.shop import Goods, Shop
from tests.torture.history import History
from tests.torture.stubborn import GaveUp, Stopped, Stubborn
from tests.torture.treats import Treats

PATIENCE_SECONDS = 30.0
PASSWORD = "a-long-enough-pass-phrase-7"
# How a purchase goes on once the order stands, and how often of a hundred.
ENDINGS = {
    "approve": 48,
    "duplicate": 12,
    "decline": 10,
    "late": 5,
    "hang": 5,
    "leave": 5,
    "cancel": 9,
    "pay_then_cancel": 6,
}
METHODS = {"sandbox": 88, "in_store": 9, "manual": 3}
REGISTERED_SHARE, MAX_LINES, MAX_PIECES = 0.12, 3, 2


class Buyer:
    """One client after the other in one thread, until told to stop. The same seed makes the same choices."""

    def __init__(
        self,
        shop: Shop,
        shelf: list[Goods],
        treats: Treats,
        history: History,
        /,
        *,
        seed: int,
        stop: Callable[[], bool],
    ) -> None:
        self._shop, self._shelf, self._treats, self._history, self._stop = shop, shelf, treats, history, stop
        self._random = Random(seed)

    def __call__(self) -> None:
        while not self._stop():
            api = self._shop.guest(seconds=10)
            try:
                self._buy(Stubborn(api, self._history, patience=PATIENCE_SECONDS, stop=self._stop))
            except GaveUp as gone:
                self._history.write("gave_up", request=str(gone))
            except Stopped:
                return
            finally:
                api.close()

    def _buy(self, client: Stubborn) -> None:
        email = new_email("storm")
        if self._random.random() < REGISTERED_SHARE:
            self._become_registered(client, email)
        token = self._fill_cart(client)
        self._use_coupon(client, token)
        method = self._choice(METHODS)
        placed = self._place(client, token, email, method)
        if placed is None:
            return
        ending = self._choice(ENDINGS)
        if ending in ("cancel", "pay_then_cancel"):
            self._pay_and_cancel(client, placed, pays=ending != "cancel" and method == "sandbox")
        elif ending != "leave" and method == "sandbox":
            self._pay(client, placed, ending)

    def _become_registered(self, client: Stubborn, email: str) -> None:
        client.post("/api/auth/users/", {"email": email, "password": PASSWORD})
        pair = client.post("/api/auth/jwt/create/", {"email": email, "password": PASSWORD})
        if self._is(pair, 200):
            client.api.headers["Authorization"] = f"Bearer {pair.json()['access']}"

    def _fill_cart(self, client: Stubborn) -> str | None:
        """Adding is not idempotent: when its answer was lost the cart may hold more, and the order tells how much."""
        token = None
        for goods in self._random.sample(self._shelf, self._random.randint(1, MAX_LINES)):
            wanted = {"variant_id": goods.variant_id, "quantity": self._random.randint(1, MAX_PIECES)}
            answer = client.post(
                "/api/cart/cart/items/", wanted, **({"X_Cart_Token": token} if token else {})
            )
            if self._is(answer, 201):
                token = answer.json()["cart"]["token"]
        return token

    def _use_coupon(self, client: Stubborn, token: str | None) -> None:
        code = self._treats.coupon(self._random)
        if code is None:
            return
        headers = {"X_Cart_Token": token} if token else {}
        answer = client.post("/api/cart/cart/coupons/", {"code": code}, **headers)
        if self._is(answer, 200, 400) and answer.status_code == 400:
            self._is_told(answer, "coupon_used_up")

    def _is_told(self, answer: httpx.Response, *codes: str) -> bool:
        """Refused for one of these reasons: others had the last one."""
        code = answer.json().get("code")
        if code in codes:
            self._history.write("treat_gone", code=code)
            return True
        return self._is(answer)

    def _place(self, client: Stubborn, token: str | None, email: str, method: str) -> dict[str, Any] | None:
        cards = self._treats.card(self._random)
        body = {"shipping_address": ADDRESS, "payment_method": method, "email": email, "gift_cards": cards}
        headers = {"Idempotency_Key": secrets.token_hex(8)} | ({"X_Cart_Token": token} if token else {})
        answer = client.post("/api/orders/", body, **headers)
        if answer.status_code == 409 and answer.json()["code"] == "out_of_stock":
            self._history.write("sold_out")
            return None
        if answer.status_code in (400, 409):
            self._is_told(answer, "coupon_used_up", "promotion_used_up", "gift_card_empty")
            return None
        if not self._is(answer, 201):
            return None
        placed: dict[str, Any] = answer.json()
        lines = sorted([line["variant_id"], line["quantity"], line["total"]] for line in placed["lines"])
        self._history.write(
            "ordered",
            order=placed["id"],
            number=placed["number"],
            total=placed["total"],
            credit=placed["credit_total"],
            coupon=[used["coupon"] for used in placed["promotions"]],
            lines=lines,
            email=email,
            method=method,
        )
        return placed

    def _pay(self, client: Stubborn, placed: dict[str, Any], outcome: str) -> bool:
        answer = client.post(
            "/api/payments/initiate/",
            {"order_id": placed["id"]},
            Idempotency_Key=secrets.token_hex(8),
            **_key_to(placed),
        )
        if not self._is(answer, 201, 409):  # 409: the deadline had passed
            return False
        if answer.status_code == 409:
            return False
        pressed = client.post(f"/api/payments/sandbox/{answer.json()['reference']}/", {"outcome": outcome})
        if (
            self._is(pressed, 200, 409) and pressed.status_code == 200
        ):  # 409: pressed already, and the answer was lost
            self._history.write("pressed", order=placed["id"], outcome=outcome, state=pressed.json()["state"])
        return True

    def _pay_and_cancel(self, client: Stubborn, placed: dict[str, Any], *, pays: bool) -> None:
        if pays:
            self._pay(client, placed, "approve")
        answer = client.post(f"/api/orders/{placed['id']}/cancel/", {"reason": "storm"}, **_key_to(placed))
        if self._is(answer, 200, 202, 409):
            self._history.write("cancelled", order=placed["id"], status=answer.status_code)

    def _is(self, answer: httpx.Response, *statuses: int) -> bool:
        """Any other answer is something that a client should never see; the run fails because of it."""
        if answer.status_code in statuses:
            return True
        self._history.write(
            "unexpected",
            request=f"{answer.request.method} {answer.request.url.path}",
            status=answer.status_code,
            body=answer.text[:500],
        )
        return False

    def _choice(self, weights: dict[str, int]) -> str:
        return self._random.choices(list(weights), list(weights.values()))[0]


def _key_to(placed: dict[str, Any]) -> dict[str, str]:
    return {"X_Order_Token": placed["token"]} if placed.get("token") else {}
