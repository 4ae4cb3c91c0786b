"""Nothing but the door to the network opens connections."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "freedomcities"
OPENS_CONNECTIONS = {
    "aiohttp", "asyncio", "ftplib", "http.client", "http.server", "httpx", "imaplib", "poplib",
    "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request",
    "urllib3", "websockets", "xmlrpc.client",
}  # fmt: skip
# Mail goes by the framework's own backend. Whatever stands here says why.
MAY = {
    "lib/door.py": {"http.client"},
    "lib/door_wire.py": {"socket", "ssl"},
    # It binds, to know whether an address is this machine's own, and connects to nobody.
    "lib/environment.py": {"socket"},
    # It binds, and asks its own port whether it answers.
    "cli/commands/serve.py": {"socket", "urllib.request"},
}


def imported(source: str) -> set[str]:
    """All modules that a source names in imports, with those above them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {
        ".".join(name.split(".")[:count])
        for name in found
        for count in range(1, name.count(".") + 2)
    }


def test_nothing_else_opens_connections() -> None:
    opens = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if found := imported(path.read_text(encoding="utf-8")) & OPENS_CONNECTIONS:
            opens[name] = found
    assert {name: found for name, found in opens.items() if "/tests/" not in f"/{name}"} == MAY


def test_every_way_of_importing_is_seen() -> None:
    assert "urllib.request" in imported("from urllib import request")
    assert "http.client" in imported("import http.client as x")
    assert "requests" in imported("def f():\n    from requests.adapters import HTTPAdapter")
