"""From any exception to a problem: ours, DRF's, Django's and the database's. The unforeseen is logged and says nothing."""

from collections.abc import Callable
from typing import Any, Final

import structlog
from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from psycopg import errors as pg
from psycopg_pool import PoolTimeout
from rest_framework import exceptions as drf

from nexus.kernel.errors import NexusError
from nexus.platform.http.problems import TITLES, Problem, from_error
from nexus.platform.http.validation_errors import flatten
from nexus.platform.observability.context import current

log = structlog.get_logger("nexus.http")

_BUSY: Final = (pg.LockNotAvailable, pg.DeadlockDetected, pg.SerializationFailure)


def problem_from(error: BaseException, /) -> Problem:
    """The problem for the exception; anything not known here is logged with its trace and becomes a bare 500."""
    if isinstance(error, NexusError):
        return from_error(error)
    for kind, translate in _TRANSLATIONS:
        if isinstance(error, kind):
            return translate(error)
    return _unforeseen(error)


def _unforeseen(error: BaseException) -> Problem:
    log.error("unhandled_error", error=type(error).__name__, exc_info=error)
    facts = current.get()
    known = {"request_id": facts.request_id} if facts else {}
    return _plain(500, "internal_error", "Something went wrong on our side; it has been recorded.", **known)


def _plain(status: int, code: str, detail: str = "", **facts: Any) -> Problem:
    return Problem(
        status=status, code=code, title=TITLES[status], detail=detail or f"{TITLES[status]}.", facts=facts
    )


def _invalid(error: drf.ValidationError) -> Problem:
    return Problem(
        status=400, code="invalid", title="The request is not valid", detail="Some values are missing or not valid.",
        errors=flatten(error.detail),
    )  # fmt: skip


def _model_invalid(error: ModelValidationError) -> Problem:
    errors = error.message_dict if hasattr(error, "error_dict") else {"non_field_errors": error.messages}
    return Problem(
        status=400, code="invalid", title="The request is not valid", detail="Some values are missing or not valid.",
        errors=flatten(errors),
    )  # fmt: skip


def _from_drf(error: drf.APIException) -> Problem:
    status = error.status_code if error.status_code in TITLES else 400
    code = _DRF_CODES.get(error.default_code, error.default_code)
    headers: dict[str, str] = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return Problem(status=status, code=code, title=TITLES[status], detail=str(error.detail), headers=headers)


def _from_operational(error: OperationalError) -> Problem:
    if isinstance(error.__cause__, _BUSY):
        return _plain(409, "busy", "Somebody else is changing the same thing; try again.", retry_after=1)
    log.error("database_unavailable", error=str(error))
    return _plain(503, "unavailable", "The database does not answer; try again.", retry_after=2)


def _from_integrity(error: IntegrityError) -> Problem:
    """A rule that only the database saw. Its own text may show other rows, so it goes to the log."""
    if isinstance(error.__cause__, pg.NotNullViolation):
        return _unforeseen(error)
    log.warning("integrity_refused", sqlstate=getattr(error.__cause__, "sqlstate", None), error=str(error))
    if isinstance(error.__cause__, pg.UniqueViolation | pg.ExclusionViolation):
        return _plain(409, "conflict", "Something like this exists already.")
    return _plain(409, "conflict", "The change contradicts what is stored.")


def _from_data(error: Exception) -> Problem:
    log.warning("value_out_of_range", error=str(error), exc_info=error)
    return _plain(400, "invalid", "A value is out of range or cannot be stored.")


def _constant(status: int, code: str, detail: str = "") -> Callable[[Any], Problem]:
    return lambda _error: _plain(status, code, detail)


_DRF_CODES: Final = {
    "parse_error": "malformed",
    "authentication_failed": "invalid_credentials",
    "error": "internal_error",
}
# Order matters: subclasses before their bases.
_TRANSLATIONS: Final[
    tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Callable[[Any], Problem]], ...]
] = (
    (drf.ValidationError, _invalid),
    (drf.APIException, _from_drf),
    ((Http404, ObjectDoesNotExist), _constant(404, "not_found")),
    (PermissionDenied, _constant(403, "permission_denied")),
    (RequestDataTooBig, _constant(413, "too_large")),
    ((TooManyFieldsSent, TooManyFilesSent), _constant(400, "malformed", "Too many fields.")),
    (
        (SuspiciousOperation, BadRequest, UnreadablePostError, MultiPartParserError),
        _constant(400, "malformed"),
    ),
    (ModelValidationError, _model_invalid),
    (DataError, _from_data),
    (IntegrityError, _from_integrity),
    (OperationalError, _from_operational),
    ((InterfaceError, PoolTimeout), _from_operational),
    (OverflowError, _from_data),
)
