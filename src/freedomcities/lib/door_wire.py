"""What the door to the network is made of: looking a name up, connecting, reading, all in time.

A connection goes to an address that was checked, and never to a name: what the name means a
moment later cannot matter.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection
from typing import Any

from freedomcities.lib.door_refusals import NotPublic, NotReached, NotTrusted, TooLarge, TooSlow
from freedomcities.lib.public_addresses import is_public
from freedomcities.lib.web_addresses import WebAddress

# One address that swallows everything does not use up the time of the others.
_CONNECT_SECONDS = 3.0


class Deadline:
    """A moment by which all has to be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; TooSlow where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left


def find_addresses(
    address: WebAddress, deadline: Deadline, test_hosts: Collection[str]
) -> list[str]:
    """What the host's name means now, all of it public; NotPublic.

    A name that means something public and something local as well is refused whole. What stands
    in `test_hosts` may be anywhere, at any port.
    """
    is_test = address.host in test_hosts
    if not is_test and not address.has_usual_port:
        raise NotPublic
    found = _look_up(address, deadline)
    if not found or not (is_test or all(is_public(ipaddress.ip_address(each)) for each in found)):
        raise NotPublic
    return found


def connect(address: WebAddress, numbers: Collection[str], deadline: Deadline) -> socket.socket:
    """A connection to the first of these that answers, sealed where it is https."""
    for number in numbers:
        family = socket.AF_INET6 if ":" in number else socket.AF_INET
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(min(_CONNECT_SECONDS, deadline.left()))
            plain.connect((number, address.port))
            return _seal(plain, address, deadline) if address.is_https else plain
        except OSError as error:
            plain.close()
            if isinstance(error, ssl.SSLCertVerificationError):
                raise NotTrusted from None
        except TooSlow:
            plain.close()
            raise
    deadline.left()
    raise NotReached


def tls_context() -> ssl.SSLContext:
    """How https is spoken: certificates and names are checked, as the machine trusts them."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _seal(plain: socket.socket, address: WebAddress, deadline: Deadline) -> socket.socket:
    plain.settimeout(deadline.left())
    return tls_context().wrap_socket(plain, server_hostname=address.host)


def _look_up(address: WebAddress, deadline: Deadline) -> list[str]:
    """In a thread, since nothing else can hurry the machine's own look-up."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if asking.is_alive():
        raise TooSlow
    return found


class Wire:
    """A connection as `http.client` uses one: every byte in time, and not too many of them."""

    def __init__(self, connection: socket.socket, deadline: Deadline, *, most: int) -> None:
        self._connection = connection
        self._deadline = deadline
        self._most = most

    def sendall(self, data: Any) -> None:
        """Send all of it in time."""
        left = memoryview(data)
        while left:
            self._connection.settimeout(self._deadline.left())
            left = left[self._connection.send(left) :]

    def makefile(self, _mode: str, *_args: object, **_kwargs: object) -> io.BufferedReader:
        """What comes from the other side."""
        return io.BufferedReader(_Coming(self._connection, self._deadline, self._most))

    def close(self) -> None:
        """Not yet: `http.client` says so before the rest of an answer is read."""

    def hang_up(self) -> None:
        """It is over."""
        self._connection.close()


class _Coming(io.RawIOBase):
    """The bytes that come: TooSlow and TooLarge instead of waiting or filling up."""

    def __init__(self, connection: socket.socket, deadline: Deadline, most: int) -> None:
        super().__init__()
        self._connection, self._deadline, self._left = connection, deadline, most

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes, in time."""
        self._connection.settimeout(self._deadline.left())
        count = self._connection.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise TooLarge
        return count
