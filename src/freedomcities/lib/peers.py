"""Who is at the other end of a request, for counting and for nothing else: never kept, never
logged; only a pseudonym that changes with the day goes into a count.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from datetime import date

_UNKNOWN = "unknown"
# Whoever has one address of a household's or server's network of version 6 has them all.
_NETWORK_6 = 64


def peer_of(headers: Mapping[str, str], *, proxies: int) -> str:
    """The network of the peer, as a text.

    `headers` is a request's META. With `proxies` of our own in front, it is the entry that the
    outermost of them wrote, counted from the right: whatever a visitor writes stands left of it.
    """
    entries = list(filter(None, headers.get("HTTP_X_FORWARDED_FOR", "").split(",")))
    if proxies and len(entries) >= proxies:
        return _network(entries[-proxies].strip())
    return _network(headers.get("REMOTE_ADDR", ""))


def pseudonym(text: str, *, purpose: str, day: date, key: str) -> str:
    """What a peer or an address goes by in one kind of count on one day."""
    said = f"{purpose}\n{day.isoformat()}\n{text}"
    return hmac.new(key.encode(), said.encode(), hashlib.sha256).hexdigest()


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return _UNKNOWN
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _NETWORK_6), strict=False))
    return str(address)
