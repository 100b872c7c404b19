"""What both kinds of list answer with: links without the host, and a count only on demand."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

type Item = Callable[[Any], Any]
type Count = Callable[[], int]


def counted(body: dict[str, Any], wanted: bool, count: Count | None) -> dict[str, Any]:
    if wanted and count is not None:
        body["count"] = count()
    return body


def value_of(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def with_query(request: Any, **changed: Any) -> str:
    """Path and query, without the host: cached bodies serve every domain of a tenant."""
    query = {**{name: values for name, values in request.query_params.lists() if name != "cursor"}, **changed}
    return f"{request.path}?{urlencode(query, doseq=True)}"
