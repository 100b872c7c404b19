"""Is a service answering? Each probe says what is wrong, or nothing when all is well."""

import json
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

_SECONDS = 2.0


class Probe(Protocol):
    """One question to one service."""

    def check(self) -> str:
        """What is wrong, in words; empty when the service is well."""

    def describe(self) -> str:
        """The probe as text without secrets, for the state file; `parse` reads it."""


@dataclass(frozen=True)
class Alive:
    """Nothing to ask: the process runs."""

    def check(self) -> str:
        """Always well; the supervisor watches the process itself."""
        return ""

    def describe(self) -> str:
        """See `Probe`."""
        return ""


@dataclass(frozen=True)
class ReadyFile:
    """The service makes this file once it works; whoever starts the service removes it before."""

    path: Path

    def check(self) -> str:
        """See `Probe`."""
        return "" if self.path.exists() else "still loading"

    def describe(self) -> str:
        """See `Probe`."""
        return f"file {self.path}"


@dataclass(frozen=True)
class Http:
    """GET `url` must answer 200."""

    url: str

    def check(self) -> str:
        """See `Probe`."""
        try:
            with urllib.request.urlopen(self.url, timeout=_SECONDS) as answer:  # noqa: S310
                return "" if answer.status == 200 else f"answers {answer.status}"
        except urllib.error.HTTPError as error:
            with error:
                return f"answers {error.code}: {_findings(error.read(10_000))}"
        except (OSError, ValueError) as error:
            return f"no answer from {self.url} ({getattr(error, 'reason', error)})"

    def describe(self) -> str:
        """See `Probe`."""
        return f"http {self.url}"


def _findings(body: bytes, /) -> str:
    """What `/readyz` finds wrong, a line for people; the beginning of any other body."""
    try:
        checks = json.loads(body)["checks"].items()
        wrong = [f"{name} ({found.get('error', '')})" for name, found in checks if not found["ok"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return body[:300].decode(errors="replace").strip()
    return " ".join(", ".join(wrong).split())


@dataclass(frozen=True)
class Tcp:
    """Something must accept connections on host:port."""

    host: str
    port: int

    def check(self) -> str:
        """See `Probe`."""
        try:
            with socket.create_connection((self.host, self.port), timeout=_SECONDS):
                return ""
        except OSError:
            return f"nothing listens on {self.host}:{self.port}"

    def describe(self) -> str:
        """See `Probe`."""
        return f"tcp {self.host} {self.port}"


@dataclass(frozen=True)
class Postgres:
    """PostgreSQL must accept connections; no login needed."""

    port: int

    def check(self) -> str:
        """See `Probe`."""
        # Imported here: it takes a tenth of a second that most commands can do without.
        from psycopg import pq

        answer = pq.PGconn.ping(f"host=127.0.0.1 port={self.port} connect_timeout=2".encode())
        if answer == pq.Ping.OK:
            return ""
        return "starting or stopping" if answer == pq.Ping.REJECT else "does not accept connections"

    def describe(self) -> str:
        """See `Probe`."""
        return f"postgres {self.port}"


@dataclass(frozen=True)
class Valkey:
    """Valkey must answer PING; without the password, asking for it counts as an answer."""

    port: int
    password: str = field(default="", repr=False)

    def check(self) -> str:
        """See `Probe`."""
        greeting = f"AUTH {self.password}\r\nPING\r\n" if self.password else "PING\r\n"
        wanted = "+PONG" if self.password else "-NOAUTH"
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=_SECONDS) as connection:
                connection.sendall(greeting.encode())
                return _verdict(connection, wanted)
        except OSError:
            return f"nothing answers on port {self.port}"

    def describe(self) -> str:
        """See `Probe`."""
        return f"valkey {self.port}"


def _verdict(connection: socket.socket, wanted: str, /) -> str:
    heard = ""
    while wanted not in heard:
        piece = connection.recv(1024).decode(errors="replace")
        if not piece or "LOADING" in heard + piece:
            return f"answers {(heard + piece).strip() or 'nothing'}"
        heard += piece
    return ""


def parse(text: str, /) -> Probe:
    """The probe that `describe` wrote."""
    match text.split(maxsplit=1):
        case ["file", path]:
            return ReadyFile(Path(path))
    match text.split():
        case ["http", url]:
            return Http(url)
        case ["tcp", host, port]:
            return Tcp(host, int(port))
        case ["postgres", port]:
            return Postgres(int(port))
        case ["valkey", port]:
            return Valkey(int(port))
    return Alive()
