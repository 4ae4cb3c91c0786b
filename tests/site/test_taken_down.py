"""What two people took off the list stands in no page, feed, file or answer of the whole site."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.operations import make_person, system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.api.export import export_all
from freedomcities.audit.memory import forget_all
from freedomcities.moderation.choices import Direction, Ground
from freedomcities.moderation.taking_down import ask, confirm
from tests.site.addresses import API, FEEDS, PAGES, in_spanish
from tests.site.conftest import text_of

# The texts of the rules name no other law than by links of their own; this one they leave out.
ID = "nyc-ll-62-2011-doc-detainers"
_NOW = datetime.now(UTC)
_OWN = (f"/instruments/{ID}/", f"/api/v1/instruments/{ID}")
# The public list of decisions names it, and nothing else of it.
_LIST = "/about/decisions/"
_MORE = (
    *("/instruments/?state=ny", "/rules/freedom-cities/6/", "/places/ny/new-york/"),
    *("/progress/ny/?rule=1", "/progress/ny.csv", "/progress/ny.atom", "/progress.csv"),
    *("/api/v1/instruments?state=NY", "/api/v1/standings?state=NY"),
    "/api/v1/places/3651000/standings",
)


def _mentions() -> dict[str, int]:
    client, found = Client(), {}
    pages = [*PAGES, *FEEDS, *API, *_MORE]
    for address in [*pages, *map(in_spanish, PAGES)]:
        if not address.removeprefix("/es").startswith(_OWN):
            count = text_of(client.get(address)).count(ID)
            if count:
                found[address] = count
    return found


def test_it_is_nowhere(site: None, tmp_path: Path) -> None:
    before = _mentions()
    assert {
        *("/instruments/?state=ny", "/rules/freedom-cities/6/", "/places/ny/new-york/"),
        *("/progress/ny.atom", "/api/v1/instruments?state=NY"),
    } <= set(before)
    people = [make_person(f"{name}@example.org", now=_NOW) for name in ("one", "two")]
    for person in people:
        give_roles(person, [Role.MODERATOR], actor=system_actor(), now=_NOW)
    asked = ask(
        "instrument", ID, Direction.TAKE_DOWN, ground=Ground.OTHER, actor=people[0], now=_NOW
    )
    confirm(asked.pk, actor=people[1], now=_NOW)
    forget_all()
    assert set(_mentions()) == {_LIST, in_spanish(_LIST)}
    client = Client()
    assert client.get(_OWN[0]).status_code == 410
    assert client.get(_OWN[1]).status_code == 404
    export_all(tmp_path / "out", now=_NOW)
    for file in (tmp_path / "out").iterdir():
        assert ID not in file.read_text(encoding="utf-8"), file.name
    rows = (tmp_path / "out" / "instruments.jsonl").read_text(encoding="utf-8").split("\n")
    assert len([json.loads(row) for row in rows if row]) > 30
