"""GET of a URL that a stranger named: small, short, and only from where everybody may read."""

from dataclasses import dataclass
from time import monotonic
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import httpcore
from django.conf import settings

from nexus.platform.outbound.addresses import Resolver, resolved
from nexus.platform.outbound.network import AddressRefused, GuardedNetwork

MOST_REDIRECTS: Final = 3
MOST_OF_URL: Final = 2000
SECONDS: Final = 15.0
_STEP_SECONDS: Final = 5.0
_PORTS: Final = {"http": 80, "https": 443}
_HEADERS: Final[dict[bytes | str, bytes | str]] = {"User-Agent": "Nexus", "Accept-Encoding": "identity"}


class NotFetched(Exception):
    """The message says why, in words for whoever named the URL; nothing of what an inner address answered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """What was there; `url` is where it was found in the end."""

    content: bytes
    url: str


def fetch(url: str, /, *, most_bytes: int, resolve: Resolver = resolved, seconds: float = SECONDS) -> Fetched:
    """The content behind an http or https URL. Never call it inside a transaction. Raises NotFetched.

    Only the usual ports, only public addresses (each host is looked up once and the connection goes to what was checked), at
    most three redirects, each checked like the first, `most_bytes` bytes as they are sent, `seconds` seconds in all. Hosts and
    `host:port` of the setting NEXUS_OUTBOUND_ALLOWED_HOSTS are exempt from the check of ports and addresses.
    """
    deadline = monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        found = _once(_checked(url), most_bytes=most_bytes, resolve=resolve, deadline=deadline)
        if isinstance(found, bytes):
            return Fetched(content=found, url=url)
        url = urljoin(url, found)
    raise NotFetched(f"More than {MOST_REDIRECTS} redirects.")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotFetched("Not a URL.") from None
    if len(url) > MOST_OF_URL or not url.isascii() or any(one <= " " for one in url):
        raise NotFetched(f"Not a URL of at most {MOST_OF_URL} plain characters.")
    if parts.scheme not in _PORTS or not host:
        raise NotFetched("Must begin with https:// or http:// and name a host.")
    if parts.username is not None or parts.password is not None:
        raise NotFetched("Must not hold a name or a password.")
    if port not in (None, _PORTS[parts.scheme]) and not _allowed() & {host, f"{host}:{port}"}:
        raise NotFetched("Must not name another port.")
    return parts


def _allowed() -> frozenset[str]:
    return frozenset(one.lower() for one in settings.NEXUS_OUTBOUND_ALLOWED_HOSTS)


def _once(parts: SplitResult, *, most_bytes: int, resolve: Resolver, deadline: float) -> bytes | str:
    """The content, or where to look instead."""
    network = GuardedNetwork(resolve=resolve, allowed=_allowed(), deadline=deadline)
    try:
        with (
            httpcore.ConnectionPool(network_backend=network) as pool,
            pool.stream(
                "GET", parts._replace(fragment="").geturl(), headers=_HEADERS, extensions=_TIMEOUTS
            ) as answer,
        ):
            return _answer(answer, most_bytes)
    except AddressRefused:
        raise NotFetched("Its host is not at a public address.") from None
    except (httpcore.TimeoutException, TimeoutError):
        raise NotFetched("It took too long.") from None
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        OSError,
        UnicodeError,
    ):
        raise NotFetched("It could not be reached.") from None


_TIMEOUTS: Final = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)}


def _answer(answer: httpcore.Response, most_bytes: int) -> bytes | str:
    headers = {name.lower(): value.decode("latin-1") for name, value in answer.headers}
    if answer.status in (301, 302, 303, 307, 308) and b"location" in headers:
        return headers[b"location"]
    if answer.status != 200:
        raise NotFetched(f"It was answered with status {answer.status}.")
    if headers.get(b"content-encoding", "identity") != "identity":
        raise NotFetched("It was sent compressed though that was not asked for.")
    return _read(answer, most_bytes, stated=headers.get(b"content-length", ""))


def _read(answer: httpcore.Response, most_bytes: int, *, stated: str) -> bytes:
    """Never holds more than one piece above the limit."""
    if stated.isdecimal() and int(stated[:20]) > most_bytes:
        raise NotFetched(f"It is larger than {most_bytes:,} bytes.")
    content = bytearray()
    for piece in answer.iter_stream():
        content += piece
        if len(content) > most_bytes:
            raise NotFetched(f"It is larger than {most_bytes:,} bytes.")
    return bytes(content)
