"""`nexus promotions`: a promotion tried on past orders, and what promotions do together."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nexus.config.management.choosing import chosen_tenant
from nexus.config.management.progress import Progress
from nexus.kernel.errors import NexusError
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.pricing import facade

FOUND_SOME = 3


class Command(BaseCommand):
    help = (
        "simulate: try a promotion on past orders. conflicts: carts in which promotions together go too far."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("simulate", "conflicts"))
        parser.add_argument("code", nargs="?", default="")
        parser.add_argument("--tenant", default="")
        parser.add_argument("--orders", type=int, default=1_000)
        parser.add_argument("--spec", default="")
        parser.add_argument("--percent", default="60")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        with bind_tenant(chosen_tenant(options["tenant"]).id):
            try:
                self._simulate(options) if act == "simulate" else self._conflicts(options)
            except NexusError as error:
                raise CommandError(_told(error)) from None

    def _simulate(self, options: dict[str, Any]) -> None:
        with tenant_scope():
            begun = _begun(options)
        progress = Progress("Simulating", unit="orders")
        found = facade.run_simulation(begun.id, report=lambda done: progress.show(done, begun.total))
        progress.end(found.done, found.total)
        if found.result is None:
            raise CommandError(f"The simulation is {found.state}. {found.error}".strip())
        self._tell(found.result, _simulation_lines(found.result), options)

    def _conflicts(self, options: dict[str, Any]) -> None:
        with tenant_scope():
            report = facade.conflicts(most_percent=_percent(options["percent"]))
        self._tell(report, _conflict_lines(report), options)
        if report.conflicts:
            raise SystemExit(FOUND_SOME)

    def _tell(self, found: Any, lines: Iterator[str], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(msgspec.to_builtins(found), indent=1))
            return
        for line in lines:
            self.stdout.write(line)


def _begun(options: dict[str, Any]) -> facade.SimulationInfo:
    """Raises CommandError."""
    known = facade.promotion_of_code(options["code"])
    if known is None:
        raise CommandError(f"There is no promotion {options['code']!r}.")
    spec = {**known.spec, **_changes(options["spec"])} if options["spec"] else None
    return facade.start_simulation(known.id, orders=options["orders"], spec=spec, nudges=False, at_once=0)


def _changes(path: str) -> dict[str, Any]:
    """Raises CommandError."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise CommandError(f"{path} holds no object.")
    return found


def _percent(text: str) -> Decimal:
    """Raises CommandError."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(0)
    if not 1 <= found <= 100:
        raise CommandError("--percent must be between 1 and 100.")
    return found


def _simulation_lines(found: facade.TrialResult) -> Iterator[str]:
    yield f"{found.orders:,} orders tried, it applies to {found.touched:,} of them ({found.share} %)"
    for one in found.sums:
        yield f"{one.currency}: it takes off {one.draft} (sellers pay {one.vendor_funded}, the shop {one.shop_funded})"
        yield f"  order totals     {one.revenue_before:>16} -> {one.revenue_after:>16}"
        yield f"  all promotions   {one.discount_before:>16} -> {one.discount_after:>16}"
        yield f"  margin           {one.margin_before:>16} -> {one.margin_after:>16}"
        yield f"  the cost of {one.lines_without_cost:,} of {one.lines:,} lines is not known"
    yield f"held back by a cap per line {found.line_caps:,}, per order {found.order_caps:,}, by a floor {found.floors:,}"
    yield f"driven below a floor {found.below_floor:,}, below cost {found.below_cost:,}, met it used up {found.out_of_uses:,}"
    if found.not_reproduced:
        yield f"{found.not_reproduced:,} orders come to something else than they did, without it"


def _conflict_lines(report: facade.ConflictReport) -> Iterator[str]:
    for conflict in report.conflicts:
        yield conflict.text
        witness = conflict.witness
        yield f"  {witness.at.isoformat()}, groups {list(witness.groups)}, codes {list(witness.coupons)}"
        for line in witness.lines:
            yield f"  {line.quantity} x {line.sku or line.variant_id} {line.title}: {line.line_total} of {line.list_total}"
    for idle in report.idle:
        yield f"{idle.promotion.code}: {idle.text}"
    yield f"{report.carts:,} carts of {report.goods:,} goods with {report.promotions:,} promotions tried" + (
        "" if report.is_complete else "; there were more to try"
    )


def _told(error: NexusError) -> str:
    errors = getattr(error, "errors", None) or {}
    reasons = "; ".join(f"{field}: {' '.join(texts)}" for field, texts in errors.items())
    return reasons or str(error)
