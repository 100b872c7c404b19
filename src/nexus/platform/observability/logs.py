"""Structured logs: one JSON object a line in production, aligned key-value in a terminal. Ours, Django's and Celery's alike."""

import logging
import sys
from collections.abc import MutableMapping
from contextlib import nullcontext
from typing import Any, Final

import orjson
import structlog

from nexus.platform.observability import access
from nexus.platform.observability.context import current
from nexus.platform.tenancy import TenantScopeMissing, bound_tenant

type Line = MutableMapping[str, Any]

_CLIP: Final = 20_000
# Django's request log would repeat ours; its other loggers speak from WARNING on.
_LEVELS: Final = {
    "django": "WARNING",
    "django.request": "CRITICAL",
    "django.server": "WARNING",
    "django.security.DisallowedHost": "CRITICAL",
    "kombu": "WARNING",
    "celery.app.trace": "WARNING",  # "succeeded" for every sweep, several times a minute for ever
    "celery.worker.strategy": "WARNING",
}


def configure(options: dict[str, Any], /) -> None:
    """Django's LOGGING_CONFIG: `LOGGING = {"json": True, "level": "INFO"}`. Everything goes to standard error, so that
    what a command prints stays clean."""
    as_json, level = bool(options.get("json", True)), str(options.get("level", "INFO"))
    shared = _shared_processors()
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_rendering(as_json))
    )
    logging.getLogger().handlers = [handler]
    _set_levels(level)
    access.write_with(
        JsonLines(handler) if as_json and logging.getLogger().isEnabledFor(logging.INFO) else None
    )


class JsonLines:
    """Access lines straight to the handler's stream: the way through `logging` costs as much as a cached answer itself."""

    def __init__(self, handler: "logging.StreamHandler[Any]", /) -> None:
        self._handler = handler

    def __call__(self, line: Line) -> None:
        text = _dumps(add_context(None, "info", line)) + "\n"
        with self._handler.lock or nullcontext():
            self._handler.stream.write(text)
            self._handler.flush()


def _shared_processors() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        add_context,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]


def _rendering(as_json: bool) -> list[Any]:
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_json:
        return [
            drop,
            structlog.processors.format_exc_info,
            _clip_trace,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ]
    # Plain traces: the default of a terminal prints the values of local variables, passwords included.
    trace = structlog.dev.plain_traceback
    colours = sys.stderr.isatty()
    return [
        drop,
        structlog.dev.ConsoleRenderer(colors=colours, timestamp_key="at", exception_formatter=trace),
    ]


def _set_levels(level: str) -> None:
    """Everything through the one handler: Django's own would print a second time, or mail."""
    for name, own_level in {"": level, **_LEVELS}.items():
        logger = logging.getLogger(name)
        logger.setLevel(own_level)
        if name:
            logger.handlers, logger.propagate = [], True


def add_context(logger: Any, method: str, line: Line, /) -> Line:
    """Who and in whose wake: request id, actor and tenant of the request, or tenant and correlation of the task."""
    facts = current.get()
    if facts is not None:
        line.setdefault("request_id", facts.request_id)
        if facts.actor:
            line.setdefault("actor", facts.actor)
    else:
        _add_correlation(line)
    tenant = _tenant() or (facts.tenant if facts else "")
    if tenant:
        line.setdefault("tenant", tenant)
    return line


def _add_correlation(line: Line) -> None:
    from nexus.platform.events.context import metadata  # at call time: the event log writes log lines itself

    if correlation := metadata()["correlation"]:
        line.setdefault("correlation_id", correlation)


def _tenant() -> str:
    try:
        return str(bound_tenant())
    except TenantScopeMissing:
        return ""


def _clip_trace(logger: Any, method: str, line: Line) -> Line:
    if len(trace := line.get("exception", "")) > _CLIP:
        line["exception"] = trace[:_CLIP] + "..."
    return line


def _dumps(line: Line, **options: Any) -> str:
    return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
