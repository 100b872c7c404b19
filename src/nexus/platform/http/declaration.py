"""`@endpoint(...)`: what a view method promises. Read by the dispatcher and by the API documentation, so they cannot differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from rest_framework.serializers import Serializer

type Requirement = Literal["public", "user", "verified", "seller", "staff", "owner", "operator"]
type IdempotencyRule = Literal["no", "honoured", "required_for_guests", "required"]
type Status = int | tuple[int, str]  # a tuple names the media type of an answer that is no JSON
type Answer = (
    Any  # a serializer class or instance (also `many=True`), an OpenApiResponse, or None for an empty body
)

REQUIREMENTS: Final = ("public", "user", "verified", "seller", "staff", "owner", "operator")
IDEMPOTENCY_RULES: Final = ("no", "honoured", "required_for_guests", "required")
MARK: Final = "_nexus_endpoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """The declaration of one method of a view."""

    auth: frozenset[str]
    idempotent: str = "no"
    query: frozenset[str] = frozenset()
    query_prefixes: tuple[str, ...] = ()
    query_form: type[Serializer] | None = None
    throttle: str = "default"
    ignore_credentials: bool = False
    headers: tuple[str, ...] = ()
    body: Answer = None
    returns: Mapping[Status, Answer] = field(default_factory=dict)
    errors: tuple[int, ...] = ()
    steady_plans: bool = False

    @property
    def is_public(self) -> bool:
        return "public" in self.auth

    def accepts_query(self, name: str, /) -> bool:
        """Whether the query parameter is declared."""
        return name in self.query or (bool(self.query_prefixes) and name.startswith(self.query_prefixes))


def endpoint[F: Callable[..., Any]](
    *,
    auth: Requirement | tuple[Requirement, ...],
    idempotent: IdempotencyRule = "no",
    query: tuple[str, ...] | type[Serializer] = (),
    throttle: str = "default",
    ignore_credentials: bool = False,
    headers: tuple[str, ...] = (),
    body: Answer = None,
    returns: Mapping[Status, Answer] | None = None,
    errors: tuple[int, ...] = (),
    steady_plans: bool = False,
) -> Callable[[F], F]:
    """Declare a view method.

    `auth`: who may call it; a tuple means any of them. `idempotent`: whether Idempotency-Key is honoured or
    demanded. `query`: names of the accepted query parameters (`"attr.*"` accepts a family), or a serializer that
    validates them. `throttle`: name of a rate in NEXUS_THROTTLES. `ignore_credentials`: a stale token does not get
    in the way (log-in, webhooks); the actor is the guest. `headers`: names that the method reads. `body`,
    `returns` ({status: serializer}, or {(status, media type): ...}) and `errors` (further statuses that are refused with a
    problem document) describe the method in the OpenAPI document. `steady_plans`: all its statements find their rows by key, see
    `tenant_scope`.
    """
    form = query if isinstance(query, type) else None
    names = tuple(form().fields) if form is not None else tuple(query)  # type: ignore[arg-type]
    declared = Endpoint(
        auth=_known(auth if isinstance(auth, tuple) else (auth,), REQUIREMENTS),
        idempotent=next(iter(_known((idempotent,), IDEMPOTENCY_RULES))),
        query=frozenset(name for name in names if not name.endswith("*")),
        query_prefixes=tuple(name[:-1] for name in names if name.endswith("*")),
        query_form=form,
        throttle=throttle,
        ignore_credentials=ignore_credentials,
        headers=headers,
        body=body,
        returns=returns or {},
        errors=errors,
        steady_plans=steady_plans,
    )

    def mark(method: F) -> F:
        setattr(method, MARK, declared)
        return method

    return mark


def _known(values: tuple[str, ...], allowed: tuple[str, ...]) -> frozenset[str]:
    for value in values:
        if value not in allowed:
            raise ValueError(f"@endpoint: {value!r} is none of {', '.join(allowed)}")
    if not values:
        raise ValueError("@endpoint: auth must not be empty")
    return frozenset(values)


def declaration_of(method: Callable[..., Any] | None, /) -> Endpoint | None:
    """The declaration on a view method, or None."""
    return getattr(method, MARK, None)
