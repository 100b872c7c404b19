"""What `nexus verify` runs: each context lists its checks in `interfaces/verification.py` as CHECKS.

    CHECKS = (Check("orders: projection equals history", projection_differences),)

A check runs inside one tenant's scope, only reads, and yields what it finds wrong; nothing found means the promise holds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken promise: `what` in a few words, `ids` that lead to the rows ({"order": "..."}), `detail` with both values."""

    what: str
    ids: Mapping[str, str]
    detail: str

    def __str__(self) -> str:
        where = ", ".join(f"{name} {value}" for name, value in self.ids.items())
        told = f"{self.what} ({where})" if where else self.what
        return f"{told}: {self.detail}" if self.detail else told


@dataclass(frozen=True, slots=True)
class Check:
    """One promise and how to look whether it holds. `run` is called once per tenant, inside its scope."""

    name: str
    run: Callable[[], Iterable[Finding]]
