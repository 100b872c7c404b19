"""Several processes that try stretches of past orders side by side.

Each is a program of its own (`interfaces/trying_side_by_side.py`) that reads stretches from its input and writes their effects to
its output: Celery's workers must not have children by multiprocessing. Whoever writes waits until it is read, so none runs far
ahead; when the parent dies, its pipes end and the children with them.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, Any, Final
from uuid import UUID

import msgspec

from nexus.pricing.application.try_promotion import TriedPage
from nexus.pricing.infrastructure.past_orders import Stretch

PROGRAM: Final = "nexus.pricing.interfaces.trying_side_by_side"
_LENGTH: Final = 4
_encode = msgspec.msgpack.encode


class Task(msgspec.Struct, frozen=True):
    """What a process is told first: whose orders, and which promotion."""

    tenant_id: UUID
    promotion_id: UUID
    version: int
    spec: dict[str, Any]
    vendor_id: UUID | None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One stretch, tried, or why it could not be."""

    page: TriedPage | None = None
    failure: str = ""


class CrewLost(RuntimeError):
    """A process could not do its work, or ended before it was done."""


def pages_by_crew(task: Task, stretches: Sequence[Stretch], /, *, size: int) -> Iterator[TriedPage]:
    """Every stretch, tried, in their order. Raises CrewLost."""
    with _crew(size) as crew:
        for place, member in enumerate(crew):
            _tell(member, task, stretches[place::size])
        for place in range(len(stretches)):
            found = receive(crew[place % size].stdout, Answer)
            if found is None or found.page is None:
                raise CrewLost(found.failure if found else "a process that tries orders ended early")
            yield found.page


@contextmanager
def _crew(size: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    with ExitStack() as stack:
        yield [stack.enter_context(_member()) for _ in range(size)]


@contextmanager
def _member() -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", PROGRAM]
    member = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ))  # noqa: S603 - our own program
    try:
        yield member
    finally:
        member.kill()
        member.wait()
        for pipe in (member.stdin, member.stdout):
            with suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()


def _tell(member: "subprocess.Popen[bytes]", task: Task, stretches: Sequence[Stretch]) -> None:
    """All that it is to do. One that is gone by now is found out when its answers are missed."""
    with suppress(BrokenPipeError):
        for message in (task, *stretches):
            send(member.stdin, message)
        if member.stdin is not None:
            member.stdin.close()


def send(pipe: IO[bytes] | None, value: Any, /) -> None:
    """A message after its length."""
    if pipe is None:
        raise CrewLost("no pipe")
    message = _encode(value)
    pipe.write(len(message).to_bytes(_LENGTH) + message)
    pipe.flush()


def receive[Kind](pipe: IO[bytes] | None, kind: type[Kind], /) -> Kind | None:
    """The next message; None: there is none any more."""
    head = pipe.read(_LENGTH) if pipe else b""
    if pipe is None or len(head) < _LENGTH:
        return None
    message = pipe.read(int.from_bytes(head))
    return msgspec.msgpack.decode(message, type=kind)
