"""The run as a table for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.torture.storm import Report


def table(report: Report, /) -> str:
    """Everything worth knowing, in a screen of text."""
    return "\n".join(
        [*_head(report), *_kills(report), *_clients(report), *_promises(report), _verdict(report)]
    )


def longest_outage(report: Report, /) -> float:
    """The longest stretch of seconds in which /readyz was not green."""
    longest, since = 0.0, None
    for entry in report.history.entries:
        if entry["what"] == "not_ready":
            since = entry["at"]
        elif entry["what"] in ("ready", "probe_ended") and since is not None:
            longest, since = max(longest, entry["at"] - since), None
    return longest


def longest_silence(report: Report, /) -> float:
    """The longest stretch of seconds without an acknowledged order."""
    times = [0.0, *(entry["at"] for entry in report.history.of("ordered"))]
    return max((after - before for before, after in pairwise(times)), default=0.0)


def recoveries(report: Report, /) -> dict[str, float]:
    """By kind: the longest time from a kill to the next acknowledged order."""
    ordered = [entry["at"] for entry in report.history.of("ordered")]
    found: dict[str, float] = {}
    for kill in report.history.of("killed"):
        after = next((at for at in ordered if at > kill["at"]), None)
        if after is not None:
            found[kill["kind"]] = max(found.get(kill["kind"], 0.0), after - kill["at"])
    return found


def _head(report: Report) -> Iterator[str]:
    plan, history = report.plan, report.history
    yield f"Torture: {plan.seconds:.0f} s, {plan.clients} clients, seed {plan.seed}; history in {plan.history}"
    yield f"  orders acknowledged      {len(history.of('ordered')):>7}"
    pressed = Counter(entry["outcome"] for entry in history.of("pressed"))
    yield f"  payment pages answered   {sum(pressed.values()):>7}  ({_spelled(pressed)})"
    yield f"  cancellations            {len(history.of('cancelled')):>7}"
    yield f"  refused as sold out      {len(history.of('sold_out')):>7}"
    ordered = history.of("ordered")
    with_coupon, with_card = (
        sum(bool(entry["coupon"]) for entry in ordered),
        sum(entry["credit"] != "0.00" for entry in ordered),
    )
    yield f"  with a coupon, a card    {with_coupon:>7}, {with_card}; refused: {len(history.of('treat_gone'))}"
    yield f"  purchases given up       {len(history.of('gave_up')):>7}  (the product did not answer for too long)"
    yield f"  longest not ready        {longest_outage(report):>7.1f} s"
    yield f"  longest without an order {longest_silence(report):>7.1f} s"
    yield f"  settled after            {report.settled_after:>7.1f} s  (payment window {plan.payment_window} s)"
    yield f"  first mail afterwards    {report.first_mail_after:>7.1f} s"


def _kills(report: Report) -> Iterator[str]:
    yield ""
    yield f"  {'killed':<18}{'times':>6}{'next order after (max)':>25}"
    waited = recoveries(report)
    for kind, times in report.kills.items():
        yield f"  {kind:<18}{times:>6}{waited.get(kind, 0.0):>23.1f} s"
    yield f"  {'in all':<18}{sum(report.kills.values()):>6}   restarts by the supervisor: {_spelled(report.restarts)}"


def _clients(report: Report) -> Iterator[str]:
    yield ""
    yield f"  trouble that clients saw and got over: {_spelled(report.history.troubles()) or 'none'}"
    for kind, times in report.unnamed.kinds.most_common():
        yield f"    answered 500 {times} times: {kind}"


def _promises(report: Report) -> Iterator[str]:
    yield ""
    for one in report.verdicts:
        yield f"  {'ok' if not one.wrong else 'BROKEN':<7}{one.promise} ({one.looked_at} looked at)"
    yield f"  verify {report.verify}"


def _verdict(report: Report) -> str:
    if not report.failures:
        return "\nEvery promise held."
    return "\n".join(
        ["", f"{len(report.failures)} FAILURES", *(f"  {failure}" for failure in report.failures)]
    )


def _spelled(counted: dict[str, Any]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()) if count)
