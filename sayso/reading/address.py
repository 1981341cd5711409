"""Which network addresses may be fetched from: public ones only."""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
#: Site-local addresses (RFC 3879) and the relays of 6to4 (RFC 7526), which lead nowhere public.
RETIRED = (ip_network("fec0::/10"), ip_network("192.88.99.0/24"))
#: IPv6 ranges whose last 32 bits are an IPv4 address: NAT64 (RFC 6052, RFC 8215), compatible.
EMBEDDING = tuple(IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96"))


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses that the system finds for a host, in its order; `OSError` where it finds none.

    Every way to write an address that the system understands (2130706433, 0x7f.1) comes out plain.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address, and every IPv4 address wrapped in it, belongs to the public internet."""
    try:
        outer = ip_address(address)
    except ValueError:
        return False
    return all(_is_public(part) for part in (outer, *_embedded(outer)))


def _is_public(address: Address) -> bool:
    # `is_global` alone lets multicast and parts of the reserved ranges through.
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or address.is_link_local
        or any(address in network for network in RETIRED if network.version == address.version)
    )


def _embedded(address: Address) -> Iterator[IPv4Address]:
    if not isinstance(address, IPv6Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if any(address in network for network in EMBEDDING):
        yield IPv4Address(int(address) & 0xFFFFFFFF)
