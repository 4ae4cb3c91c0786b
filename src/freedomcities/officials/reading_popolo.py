"""Popolo as JSON: `persons`, `organizations`, `posts`, `memberships`, `areas`.

Somebody holds an office by a membership in a post or in an organization. Which office it is, the
`role` of the membership or post, the `label` of the post, or the `classification` or `name` of
the organization says; which place, the area of the membership, post or organization: by its
`identifier`, its `identifiers` or its `id`, an id of Open Civic Data or a code (``geoid:26161``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from freedomcities.lib.importing import RowFault
from freedomcities.officials.json_lists import Placed, Record, load_lists
from freedomcities.officials.officials_ground import OfficialsGround
from freedomcities.officials.officials_reading import Reading, first, kind_of

_PHONES = frozenset({"voice", "phone", "tel", "telephone"})


def read_popolo(data: bytes, ground: OfficialsGround) -> Reading:
    """What the file says, membership by membership; a whole organization is never an office."""
    reading = Reading()
    try:
        lists = load_lists(data)
        popolo = _Popolo(lists, ground)
        members = list(popolo.memberships())
        if not members:
            reading.fault(1, _("The list “%(name)s” has nobody in it.") % {"name": "memberships"})
        for line, person, membership in members:
            try:
                word, cells = popolo.row(person, membership)
                reading.add_listed(line, word, cells, ground)
            except RowFault as fault:
                reading.fault(line, str(fault))
    except RowFault as fault:
        reading.fault(fault.line or 1, str(fault))
    return reading


class _Popolo:
    """The lists of a file by id."""

    def __init__(self, lists: Mapping[str, Sequence[Placed]], ground: OfficialsGround) -> None:
        self._lists = lists
        self._ground = ground
        self._by_id = {name: _by_id(name, entries) for name, entries in lists.items()}

    def memberships(self) -> Iterator[tuple[int, Record, Record]]:
        """A line, the person and the membership, also of those that stand within persons."""
        for each in self._lists.get("memberships", ()):
            yield each.line, self._named("persons", each.record, "person", each.line), each.record
        for each in self._lists.get("persons", ()):
            for membership in _entries(each.record, "memberships"):
                yield each.line, each.record, membership

    def row(self, person: Record, membership: Record) -> tuple[str, dict[str, str]]:
        """The word for the office, and the cells."""
        post = self._named("posts", membership, "post")
        organization = self._named("organizations", {**post, **membership}, "organization")
        role = _text(membership, "role") or _text(post, "role")
        words = [role, _text(post, "label"), _text(organization, "classification")]
        words.append(_text(organization, "name"))
        cells = {
            "id": _text(person, "id"),
            "name": _text(person, "name"),
            "role": role,
            "place": self._place(membership, post, organization),
            "area": first([_text(self._area(membership), "name"), self._ward(post)]),
            "term_start": _text(membership, "start_date")[:10],
            "term_end": _text(membership, "end_date")[:10],
            "email": _text(person, "email") or _contact(membership, person, kinds={"email"}),
            "phone": _contact(membership, post, person, kinds=_PHONES),
            "url": first([_text(each, "url") for each in _entries(person, "links")]),
            "source": first(
                [
                    _text(each, "url")
                    for record in (membership, person)
                    for each in _entries(record, "sources")
                ]
            ),
        }
        if not cells["name"]:
            raise RowFault(_("There is no “%(name)s”.") % {"name": "name"})
        return next((word for word in words if kind_of(word)), first(words)), cells

    def _place(self, *records: Record) -> str:
        """The first id of an area of these that means a place, or what comes nearest to one."""
        ids: list[str] = []
        for record in records:
            area = self._area(record)
            ids += [_text(record, "area_id"), _text(area, "identifier"), _text(area, "id")]
            ids += [_text(each, "identifier") for each in _entries(area, "identifiers")]
            ids += [_text(record, name) for name in ("division_id", "jurisdiction_id")]
        given = [each for each in ids if each]
        found = (each for each in given if self._ground.find_place(each)[0])
        return next(found, first(given))

    def _area(self, record: Record) -> Record:
        within = record.get("area")
        return within if isinstance(within, dict) else self._known("areas", record, "area_id")

    def _ward(self, post: Record) -> str:
        """What a post's area is called, where it is a part of the place and not the place."""
        area = self._area(post)
        ids = [_text(area, "identifier"), _text(area, "id"), _text(post, "area_id")]
        return _text(area, "name") if any(self._ground.find_place(each)[1] for each in ids) else ""

    def _named(self, list_: str, record: Record, name: str, line: int = 0) -> Record:
        """What a record points at: written within it, or by id in a list of the file."""
        within = record.get(name)
        if isinstance(within, dict):
            return within
        id_ = _text(record, f"{name}_id")
        found = self._known(list_, record, f"{name}_id")
        if (id_ and not found) or (name == "person" and not id_):
            sentence = _("There is no “%(id)s” among “%(list)s”.")
            raise RowFault(sentence % {"id": id_, "list": list_}, line=line or None)
        return found

    def _known(self, list_: str, record: Record, name: str) -> Record:
        return self._by_id.get(list_, {}).get(_text(record, name), {})


def _by_id(name: str, entries: Sequence[Placed]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    lines: dict[str, int] = {}
    for each in entries:
        id_ = _text(each.record, "id")
        if id_ and id_ in found and name != "memberships":
            words = {"what": id_, "line": lines[id_]}
            sentence = _("“%(what)s” stands on line %(line)s already.")
            raise RowFault(sentence % words, line=each.line)
        found[id_], lines[id_] = each.record, each.line
    found.pop("", None)
    return found


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise RowFault(_("“%(name)s” is not a text.") % {"name": name})
    return str(value).strip()


def _entries(record: Record, name: str) -> list[Record]:
    value = record.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _contact(*records: Record, kinds: set[str] | frozenset[str]) -> str:
    """The first contact of this kind: the membership's own goes before the person's."""
    return first(
        [
            _text(each, "value")
            for record in records
            for each in _entries(record, "contact_details")
            if _text(each, "type").lower() in kinds
        ]
    )
