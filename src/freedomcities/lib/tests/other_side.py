"""A small server on this machine that answers, byte for byte, what a test wants."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Say = Callable[[bytes], None]
Answering = Callable[[str, Say], None]


@dataclass
class OtherSide:
    """Where it listens, and whole requests as they came."""

    port: int
    heard: list[str] = field(default_factory=list)

    def address(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


def page(
    body: bytes = b"<p>Hello", *, status: str = "200 OK", kind: str = "text/html", more: str = ""
) -> bytes:
    """A plain answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode("latin-1") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return page(b"", status=status, more=f"Location: {location}\r\n")


@contextlib.contextmanager
def other_side(
    answer: bytes | Answering, *, tls: ssl.SSLContext | None = None, listens: bool = True
) -> Iterator[OtherSide]:
    """A server that gives everybody this answer; or calls it with the request and a way to say."""
    listening = socket.create_server(("127.0.0.1", 0))
    side = OtherSide(listening.getsockname()[1])

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.closing(connection):
            talk = tls.wrap_socket(connection, server_side=True) if tls else connection
            request = _read_request(talk) if listens else ""
            side.heard.append(request)
            if callable(answer):
                answer(request, talk.sendall)
            else:
                talk.sendall(answer)
            talk.close()

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=serve, args=[listening.accept()[0]], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield side
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _read_request(connection: socket.socket) -> str:
    text = b""
    while b"\r\n\r\n" not in text:
        text += connection.recv(65_536)
    head, _, body = text.partition(b"\r\n\r\n")
    lengths = [line[15:] for line in head.split(b"\r\n") if line.lower().startswith(b"content-len")]
    while lengths and len(body) < int(lengths[0]):
        body += connection.recv(65_536)
    return (head + b"\r\n\r\n" + body).decode()


def make_certificate(folder: Path, *names: str) -> ssl.SSLContext:
    """A server's side of https for these names; `folder / "ca.pem"` is whom to trust for it."""
    now = datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    others = [
        x509.IPAddress(ipaddress.ip_address(each)) if each[0].isdigit() else x509.DNSName(each)
        for each in names
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(others), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    whole = folder / "server.pem"
    (folder / "ca.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    whole.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(whole)
    return context
