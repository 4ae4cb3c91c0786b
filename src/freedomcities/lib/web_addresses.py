"""Addresses of the web as the door to the network takes them: read once, strictly.

What two programs may read in two ways is refused: backslashes, spaces, names and passwords in
front of the host, numbers for hosts that only some understand (2130706433, 0177.0.0.1, 127.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from freedomcities.lib.door_refusals import BadAddress
from freedomcities.lib.public_addresses import read_numeric

LONGEST_ADDRESS = 2_000
_PORTS = {"http": 80, "https": 443}
_LONGEST_HOST = 253
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_NEVER = re.compile(r"[\x00-\x20\x7f\\]")
# The older rules for names in all scripts, which Python has, lead these to another host than
# browsers do: ß, final ς, and the two joiners.
_READ_IN_TWO_WAYS = frozenset("ßς\u200c\u200d")
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address: `host` is in lower case ASCII, without brackets or a last dot."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and query, as they are asked for."""

    @property
    def is_https(self) -> bool:
        """Whether the way there is sealed."""
        return self.scheme == "https"

    @property
    def has_usual_port(self) -> bool:
        """Whether it is one of the two ports of the web."""
        return self.port in _PORTS.values()

    @property
    def netloc(self) -> str:
        """Host and port as the header says them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


def read_web_address(text: str) -> WebAddress:
    """Read an address, or BadAddress."""
    if len(text) > LONGEST_ADDRESS or _NEVER.search(text):
        raise BadAddress
    try:
        parts = urlsplit(text)
        port, host = parts.port, read_host(parts.hostname or "")
    except ValueError:
        raise BadAddress from None
    scheme = parts.scheme
    if scheme not in _PORTS or "@" in parts.netloc or port == 0:
        raise BadAddress
    path = quote(parts.path or "/", safe=_KEPT_IN_PATHS)
    query = f"?{quote(parts.query, safe=_KEPT_IN_PATHS + '?')}" if parts.query else ""
    return WebAddress(scheme, host, port or _PORTS[scheme], path + query)


def follow(base: WebAddress, location: str) -> WebAddress:
    """Where a redirect leads; BadAddress."""
    if _NEVER.search(location):
        raise BadAddress
    try:
        return read_web_address(urljoin(str(base), location))
    except ValueError:
        raise BadAddress from None


def read_host(text: str) -> str:
    """A host in one spelling: ASCII, lower case, no last dot; ValueError."""
    if ":" in text:
        numeric = read_numeric(text)
        if numeric is None or "%" in text:
            raise ValueError(text)
        return str(numeric)
    name = _in_ascii(text).removesuffix(".")
    labels = name.split(".")
    if len(name) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)):
        raise ValueError(text)
    if _NUMBER.fullmatch(labels[-1]) and read_numeric(name) is None:
        raise ValueError(text)
    return name


def _in_ascii(text: str) -> str:
    if text.isascii():
        return text.lower()
    if len(text) > _LONGEST_HOST or _READ_IN_TWO_WAYS & set(text):
        raise ValueError(text)
    try:
        return text.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ValueError(text) from None
