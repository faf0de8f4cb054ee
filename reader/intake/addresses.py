"""Which network addresses may be asked: public ones, and what the person named."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_OWN = (".localhost", ".local", ".internal", ".intranet", ".private", ".corp", ".home", ".lan", ".home.arpa")
Address = IPv4Address | IPv6Address


def is_public(text: str) -> bool:
    """Whether an IP address belongs to the open internet.

    Private, loopback, link-local, shared, reserved and multicast ones do not, nor does an IPv6 address that
    carries such an IPv4 one (mapped, 6to4, Teredo, NAT64). What is no address does not.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(a.is_global and not a.is_multicast for a in _inside(address))


def is_public_name(host: str) -> bool:
    """Whether a name can belong to the open internet, as far as it tells: one of two parts or more, none of those
    that mean this machine or this network (RFC 6761, 6762, 8375)."""
    try:
        ip_address(host)
    except ValueError:
        name = host.lower().rstrip(".")
        return "." in name and not name.endswith(_OWN)
    return False


def _inside(address: Address) -> Iterator[Address]:
    """The address, or the one it carries where that alone counts, and those it leads to."""
    if isinstance(address, IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    yield address
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
