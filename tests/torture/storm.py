"""One run: start the product, let people buy while processes are killed, wait for calm, check the books."""

from __future__ import annotations

import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.live.client import expect
from tests.live.product import Product, running_product
from tests.live.purchase import new_email, order
from tests.live.shop import Goods, Shop, open_shops
from tests.torture.books import Verdict, audit
from tests.torture.buyers import Buyer
from tests.torture.history import History
from tests.torture.killer import KINDS, Killer
from tests.torture.settling import NeverSettled, wait_until_settled
from tests.torture.treats import Treats, hand_out
from tests.torture.unnamed import Unnamed, unnamed_errors

ORDINARY, SCARCE = 10, 3
ORDINARY_PIECES, SCARCE_PIECES = 5000, 25
PROBE_SECONDS, LONGEST_FIRST_MAIL, LONGEST_OVERTIME = 0.1, 20.0, 240.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a run is made of. `kill_every` seconds on average; `payment_window` seconds to pay."""

    seconds: float = 60.0
    seed: int = 1
    clients: int = 10
    kill_every: float = 2.5
    payment_window: int = 15
    history: Path = Path("var/torture/history.jsonl")


@dataclass(kw_only=True, slots=True)
class Report:
    """What came of it. `failures` empty: every promise held."""

    plan: Plan
    history: History
    kills: dict[str, int]
    misses: dict[str, int]
    restarts: dict[str, int]
    verdicts: list[Verdict]
    verify: str = ""
    settled_after: float = 0.0
    first_mail_after: float = 0.0
    unnamed: Unnamed = field(default_factory=Unnamed)
    failures: list[str] = field(default_factory=list)


def run(plan: Plan, /) -> Report:
    """The whole run, in a home of its own that is gone afterwards; the history and the logs beside it stay."""
    with running_product(NEXUS_WEB_THREADS="4") as product:
        return _run_on(product, plan)


def _run_on(product: Product, plan: Plan) -> Report:
    [shop] = open_shops(
        product, {"slug": "storm", "settings": {"payment_window_seconds": plan.payment_window}}
    )
    _require_durable(product)
    shelf = {
        shop.sell(stock=ORDINARY_PIECES, price=f"{3 + number}.10"): ORDINARY_PIECES
        for number in range(ORDINARY)
    }
    shelf |= {shop.sell(stock=SCARCE_PIECES, price="99.00"): SCARCE_PIECES for _ in range(SCARCE)}
    history = History(plan.history, seed=plan.seed)
    killer = _storm(shop, list(shelf), hand_out(shop), history, plan)
    report = Report(
        plan=plan, history=history, kills=dict(killer.kills), misses=dict(killer.misses),
        restarts={name: service.restarts for name, service in product.services().items()}, verdicts=[],
    )  # fmt: skip
    _settle_and_check(shop, shelf, report)
    return report


def _require_durable(product: Product) -> None:
    with product.database() as database:
        settings = {
            name: database.execute(f"SHOW {name}").fetchone()
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        }
    assert set(settings.values()) == {("on",)}, settings


def _storm(shop: Shop, shelf: list[Goods], treats: Treats, history: History, plan: Plan) -> Killer:
    """Buyers, the killer and a probe at work; a moment of quiet before and after, so that every kill is felt."""
    stop, calm = threading.Event(), threading.Event()
    buyers = [
        Buyer(shop, shelf, treats, history, seed=plan.seed * 1000 + number, stop=stop.is_set)
        for number in range(plan.clients)
    ]
    threads = [threading.Thread(target=buyer, daemon=True) for buyer in buyers]
    threads.append(threading.Thread(target=_probe, args=(shop, history, stop), daemon=True))
    killer = Killer(shop.product, history, seed=plan.seed, pause=plan.kill_every, stop=calm)
    for thread in (*threads, killer):
        thread.start()
    _blow(plan, killer)
    calm.set()
    killer.join()
    time.sleep(min(3.0, plan.seconds / 6))
    stop.set()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "a client hangs"
    return killer


def _blow(plan: Plan, killer: Killer) -> None:
    """As long as planned, and until every kind was killed once, but not for ever."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < plan.seconds + LONGEST_OVERTIME:
        if passed >= plan.seconds and killer.finished_a_round():
            return
        time.sleep(0.1)


def _probe(shop: Shop, history: History, stop: threading.Event) -> None:
    """Is the shop ready to sell? Asked ten times a second; only the changes are written down."""
    was = True
    while not stop.is_set():
        try:
            ready = httpx.get(f"{shop.product.base}/readyz", timeout=2, trust_env=False).status_code == 200
        except httpx.TransportError:
            ready = False
        if ready != was:
            history.write("ready" if ready else "not_ready")
            was = ready
        stop.wait(PROBE_SECONDS)
    history.write("probe_ended")


def _settle_and_check(shop: Shop, shelf: dict[Goods, int], report: Report) -> None:
    try:
        report.settled_after = wait_until_settled(shop.product)
    except NeverSettled as left:
        report.failures.append(f"never settled: {left}")
    verified: subprocess.CompletedProcess[str] = shop.product.nexus("verify")
    report.verify = (
        verified.stdout.strip().splitlines()[-1] if verified.stdout.strip() else verified.stderr[-500:]
    )
    if verified.returncode:
        report.failures.append(f"nexus verify: {verified.stdout[-2000:]}{verified.stderr[-2000:]}")
    with shop.product.database() as database:
        report.verdicts = audit(database, report.history, shelf)
    report.unnamed = unnamed_errors(shop.product)
    report.failures += [f"{one.promise}: {wrong}" for one in report.verdicts for wrong in one.wrong[:5]]
    report.failures += [f"a client saw {entry}" for entry in report.history.of("unexpected")[:5]]
    report.failures += [f"never killed: {kind}" for kind in KINDS if not report.kills[kind]]
    _still_serves(Shop(shop.product, shop.made), report)
    for name in ("supervisor", "web", "worker", "postgres"):
        report.plan.history.with_suffix(f".{name}.log").write_text(shop.product.log(name))


def _still_serves(shop: Shop, report: Report) -> None:
    """A last purchase, with nobody disturbing: the order mail must come, and soon."""
    email, began = new_email("after"), time.monotonic()
    placed = order(shop.guest(), shop.sell(stock=1), email=email)
    expect(shop.owner.get(f"/api/orders/{placed['id']}/"), 200)
    while not shop.mails(email) and time.monotonic() - began < LONGEST_FIRST_MAIL:
        time.sleep(0.05)
    report.first_mail_after = time.monotonic() - began
    if not shop.mails(email):
        report.failures.append(f"no order mail within {LONGEST_FIRST_MAIL} s after the storm")
