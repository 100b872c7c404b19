"""Whether the tenant wants to see what sellers offer before everybody does: its settings under `catalog`,
`{"approval": "new_and_edits"}`; `new`: only new products; `off`, or nothing: neither."""

from typing import Any, Final

from nexus.platform.events import current_actor
from nexus.tenancy import facade as tenancy

GATED: Final = (
    "title", "description", "slug", "category_id", "further_category_ids", "product_type_id", "brand_id", "tags",
    "attributes", "translations",
)  # fmt: skip
"""What everybody reads. Prices, stock and the status are the seller's own business and never wait."""
_MODES: Final = {"new": frozenset({"new"}), "new_and_edits": frozenset({"new", "edit"})}


def is_asked_for(kind: str, /) -> bool:
    """Whether what the acting seller does (`new` or `edit`) has to be let in. Staff and the platform itself are not asked."""
    return is_on(kind) and _is_seller(current_actor())


def is_on(kind: str, /) -> bool:
    """Whether sellers are asked at all: for work that is done in somebody's name later, such as an import."""
    said = tenancy.tenant().settings.get("catalog") or {}
    return kind in _MODES.get(said.get("approval", "off"), frozenset())


def _is_seller(actor: Any) -> bool:
    """An actor that tells of roles has come through an edge; the platform's own tells of none."""
    return actor.kind in ("user", "api_key") and not getattr(actor, "is_staff", True)
