"""Connections that go where the check looked, and that end in time."""

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

from httpcore import ConnectTimeout, NetworkBackend, NetworkStream, ReadTimeout, SyncBackend

from nexus.platform.outbound.addresses import Resolver, is_public


class AddressRefused(Exception):
    """The host is, or is also, at an address that is nobody's business."""


class GuardedNetwork(NetworkBackend):
    """Looks a host up once, refuses it when ANY of its addresses is not public, and connects to the address it looked at: an
    answer that changes between check and use (DNS rebinding) changes nothing. Host header and certificate stay those of the name.

    `deadline`: on the clock of `monotonic`; whoever sends a byte now and then is cut off as well.
    """

    def __init__(self, *, resolve: Resolver, allowed: frozenset[str], deadline: float) -> None:
        self._resolve, self._allowed, self._deadline = resolve, allowed, deadline
        self._network = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        left = _left(self._deadline, timeout, ConnectTimeout)
        opened = self._network.connect_tcp(
            self._checked(host, port), port, left, local_address, socket_options
        )
        return _TimedStream(opened, self._deadline)

    def _checked(self, host: str, port: int) -> str:
        addresses = list(self._resolve(host, port))
        if not addresses:
            raise OSError("no address")
        exempt = host.lower() in self._allowed or f"{host.lower()}:{port}" in self._allowed
        if not exempt and not all(is_public(address) for address in addresses):
            raise AddressRefused(host)
        return addresses[0]


class _TimedStream(NetworkStream):
    """A connection whose every step ends at the deadline."""

    def __init__(self, stream: NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout, ReadTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        left = _left(self._deadline, timeout, ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None, late: type[Exception]) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise late()
    return left if timeout is None else min(left, timeout)
