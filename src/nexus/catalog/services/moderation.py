"""What a review has to pass before everybody reads it, as the tenant wishes (`reviews` in its settings).

`moderation`: `off` (everything is published), `all` (staff sees everything first), `flagged` (published, unless it holds one of
`blocked_words`; what `reports_to_hide` people report goes back to the staff).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from nexus.catalog.models import ReviewStatus
from nexus.tenancy import facade as tenancy

type Mode = Literal["off", "all", "flagged"]
REPORTS_TO_HIDE: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """The tenant's wish; whatever is missing or unusable has a default."""

    mode: Mode
    blocked_words: frozenset[str]
    reports_to_hide: int

    def status_of(self, *texts: str) -> ReviewStatus:
        """Of what was just written."""
        waits = self.mode == "all" or (self.mode == "flagged" and self._is_blocked(" ".join(texts)))
        return ReviewStatus.PENDING if waits else ReviewStatus.PUBLISHED

    def hides(self, reports: int, /) -> bool:
        """Whether so many reports take a review out of sight until the staff has looked."""
        return self.mode == "flagged" and reports >= self.reports_to_hide

    def _is_blocked(self, text: str) -> bool:
        return not self.blocked_words.isdisjoint(re.findall(r"\w+", text.casefold()))


def policy() -> Policy:
    """Of the bound tenant."""
    given = tenancy.tenant().settings.get("reviews")
    said: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    words, reports = said.get("blocked_words"), said.get("reports_to_hide")
    mode = said.get("moderation")
    return Policy(
        mode=mode if mode in ("all", "flagged") else "off",
        blocked_words=frozenset(str(word).casefold() for word in words)
        if isinstance(words, list)
        else frozenset(),
        reports_to_hide=reports
        if isinstance(reports, int) and not isinstance(reports, bool) and reports > 0
        else REPORTS_TO_HIDE,
    )
