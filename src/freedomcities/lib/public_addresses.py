"""Which network addresses belong to the public internet, and to nobody's own network.

The standard library's `is_global` says yes to `::127.0.0.1`, to NAT64, 6to4, `fec0::` and to
multicast, and its answers change with the version of Python. So the special ranges of IANA's two
registries stand here.
"""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

_NOT_PUBLIC_4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a provider's own translation
        "127.0.0.0/8",
        "168.63.129.16/32",  # a large host answers its own machines there
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Whatever carries an address of version 4 (mapped, compatible, NAT64), what is local and what
# goes to many lies outside of this, all but the ranges below it.
_UNICAST_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # Teredo, benchmarks, keys in place of addresses
        "2001:db8::/32",
        "2002::/16",  # 6to4: an address of version 4 in disguise
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether whoever has this address is out there, and not in a network of our own."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _UNICAST_6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)


def read_numeric(text: str) -> IPv4Address | IPv6Address | None:
    """An address as it is written in full; None for a name, and for 127.1 or 0x7f.0.0.1."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
