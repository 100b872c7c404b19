"""Which addresses may be reached on behalf of a stranger."""

import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

type Address = IPv4Address | IPv6Address
type Resolver = Callable[[str, int], Collection[str]]

_NAT64: Final = IPv6Network("64:ff9b::/96")
_LOCAL_NAT64: Final = IPv6Network("64:ff9b:1::/48")


def resolved(host: str, port: int, /) -> list[str]:
    """The addresses of a host in the system's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(spelled: str, /) -> bool:
    """Whether everybody may reach it: not private, loopback, link-local (clouds keep secrets there), shared, multicast,
    reserved, nor an IPv6 form that leads to such an IPv4 address."""
    try:
        address = ip_address(spelled.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _meant(address))


def _meant(address: Address) -> list[Address]:
    """The address and what it stands for. Sources: RFC 4291 (mapped, compatible), 3056 (6to4), 4380 (Teredo), 6052 (NAT64)."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64:
        return [inner]
    if address in _LOCAL_NAT64 or address.sixtofour is not None or address.teredo is not None:
        return [IPv4Address("0.0.0.0")]  # noqa: S104 - stands for "no"; tunnels hide where they lead to
    return [address, inner] if int(address) >> 32 == 0 else [address]
