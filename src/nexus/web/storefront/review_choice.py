"""Which reviews of a product are shown, in which order, and the addresses of the other choices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from nexus.catalog.queries.reviews import SORTS, Wish
from nexus.platform.http import Keyset

USUAL: Final = "newest"
_STARS: Final = ("5", "4", "3", "2", "1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """`stars` 0: however many; `verified`: only of those who bought it here. What cannot be used in an address is left out."""

    sort: str = USUAL
    stars: int = 0
    verified: bool = False

    @classmethod
    def read(cls, query: QueryDict, /) -> Self:
        sort, stars = query.get("sort", USUAL), query.get("stars", "")
        return cls(
            sort=sort if sort in SORTS else USUAL,
            stars=int(stars) if stars in _STARS else 0,
            verified=query.get("verified") == "true",
        )

    @property
    def order(self) -> Keyset:
        return SORTS[self.sort]

    @property
    def wish(self) -> Wish:
        return Wish(stars=self.stars or None, verified=True if self.verified else None)

    @property
    def is_narrow(self) -> bool:
        return bool(self.stars or self.verified)

    def query(self) -> QueryDict:
        """Nothing of what holds anyway."""
        given = QueryDict(mutable=True)
        if self.sort != USUAL:
            given["sort"] = self.sort
        if self.stars:
            given["stars"] = str(self.stars)
        if self.verified:
            given["verified"] = "true"
        return given

    def address(self) -> str:
        """Relative to the product's page; it leads to the reviews."""
        text = self.query().urlencode()
        return f"?{text}#reviews" if text else "#reviews"

    def orders(self) -> list[tuple[str, str, bool]]:
        """Address, words, whether it holds."""
        named = {
            USUAL: _("Newest"), "helpful": _("Most helpful"), "-rating": _("Best first"), "rating": _("Worst first"),
        }  # fmt: skip
        return [(replace(self, sort=name).address(), text, name == self.sort) for name, text in named.items()]

    def other_buyers(self) -> str:
        """The address with the switch of those who bought it here turned."""
        return replace(self, verified=not self.verified).address()

    def everything(self) -> str:
        return replace(self, stars=0, verified=False).address()

    def bars(self, given: Mapping[str, int], /) -> list[dict[str, Any]]:
        """From five stars to one: how many, the share in percent, and the address of just those (again: of all)."""
        whole = sum(given.values()) or 1
        return [
            {
                "stars": number,
                "many": (many := given.get(str(number), 0)),
                "percent": round(100 * many / whole),
                "chosen": number == self.stars,
                "href": replace(self, stars=0 if number == self.stars else number).address(),
            }
            for number in range(5, 0, -1)
        ]
