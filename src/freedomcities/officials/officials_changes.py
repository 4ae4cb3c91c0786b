"""What an import makes of what is known, and writing it. Called in a transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from freedomcities.lib.importing import ImportRefused, Problem
from freedomcities.officials.models import Office, Official
from freedomcities.officials.officials_rows import (
    OFFICE_COLUMNS,
    OFFICIAL_COLUMNS,
    Given,
    Holder,
    OfficeRow,
    OfficialRow,
    name_key,
)

_BATCH = 500
_BATCH_OF_CHANGES = 100


@dataclass(slots=True)
class Changes:
    """Rows that are new, that differ from what is known, and how many do not."""

    new_offices: list[OfficeRow] = field(default_factory=list)
    changed_offices: list[OfficeRow] = field(default_factory=list)
    same_offices: int = 0
    new_officials: list[OfficialRow] = field(default_factory=list)
    changed_officials: list[OfficialRow] = field(default_factory=list)
    same_officials: int = 0

    @property
    def changed(self) -> int:
        """How many rows are different from before."""
        offices = len(self.new_offices) + len(self.changed_offices)
        return offices + len(self.new_officials) + len(self.changed_officials)


def changes_of(given: Sequence[Given]) -> Changes:
    """What these rows change; ImportRefused where two of them say different things of an office."""
    ids = list(dict.fromkeys(each.office.id for each in given))
    known = _known_offices(ids)
    people = _People(_known_officials(ids))
    changes = Changes()
    for id_, row in _offices(given, known).items():
        if id_ not in known:
            changes.new_offices.append(row)
        elif row != known[id_]:
            changes.changed_offices.append(row)
        else:
            changes.same_offices += 1
    for each in given:
        if each.holder:
            people.add(each.office.id, each.holder, changes)
    return changes


def save(changes: Changes) -> None:
    """Write them."""
    Office.objects.bulk_create(
        [Office(**_office_values(row)) for row in changes.new_offices], batch_size=_BATCH
    )
    Office.objects.bulk_update(
        [Office(**_office_values(row)) for row in changes.changed_offices],
        [name for name in OFFICE_COLUMNS if name != "id"],
        batch_size=_BATCH_OF_CHANGES,
    )
    # First those who are known: one may leave a name that a new one takes.
    Official.objects.bulk_update(
        [Official(**asdict(row)) for row in changes.changed_officials],
        [name for name in OFFICIAL_COLUMNS if name != "id"],
        batch_size=_BATCH_OF_CHANGES,
    )
    Official.objects.bulk_create(
        [Official(**asdict(row)) for row in changes.new_officials], batch_size=_BATCH
    )


def _office_values(row: OfficeRow) -> dict[str, Any]:
    return asdict(row) | {"functions": list(row.functions)}


def _offices(given: Sequence[Given], known: Mapping[str, OfficeRow]) -> dict[str, OfficeRow]:
    """Each office of the file as it will be."""
    rows: dict[str, OfficeRow] = {}
    said: dict[tuple[str, str], Given] = {}
    problems: list[Problem] = []
    told = {each.office.id for each in given if each.holder is None}
    for each in given:
        key = each.office
        row = rows.get(key.id) or known.get(key.id)
        if row is None:
            row = OfficeRow(key.id, key.kind, key.place, key.area, title=key.area)
        values: dict[str, Any] = dict(each.values)
        problems += _contradictions(each, said)
        if "agency_id" in values:
            values["agency_id"] = values["agency_id"] or None
        if values.get("email", row.email) != row.email:
            values["bounced_on"] = ""
        values |= _checked(each, row, is_untold=key.id not in known and key.id not in told)
        rows[key.id] = replace(row, **values)
    if problems:
        raise ImportRefused(sorted(problems, key=lambda problem: problem.line))
    return rows


def _contradictions(each: Given, said: dict[tuple[str, str], Given]) -> Iterator[Problem]:
    for name, value in each.values.items():
        before = said.setdefault((each.office.id, name), each)
        if before.values[name] != value:
            sentence = _("Line %(line)s says otherwise of “%(column)s” of this office.")
            yield Problem(each.line, sentence % {"line": before.line, "column": name})


def _checked(each: Given, row: OfficeRow, *, is_untold: bool) -> dict[str, str]:
    """Who says so of the office, and when: a row about its holder says so only of a new office
    that no row of its own tells of.
    """
    if each.holder is None:
        return dict(each.checked)
    if is_untold and each.checked.get("checked_on", "") >= row.checked_on:
        return dict(each.checked)
    return {}


class _People:
    """Who is known in the offices: by the id of a list, else by name."""

    def __init__(self, known: Sequence[OfficialRow]) -> None:
        self._by_person = {(row.office_id, row.person): row for row in known}
        self._found: set[int | None] = set()
        self._by_name: dict[tuple[str, str], list[OfficialRow]] = defaultdict(list)
        for row in known:
            self._by_name[row.office_id, name_key(row.name)].append(row)

    def add(self, office: str, holder: Holder, changes: Changes) -> None:
        """Add what the file says of somebody to the changes."""
        held = self._find(office, holder)
        values: dict[str, Any] = dict(holder.values)
        if held is None:
            person = holder.person or holder.named
            row = OfficialRow(None, office, person, holder.name, **values)
            changes.new_officials.append(row)
            return
        if values.get("email", held.email) != held.email:
            values["bounced_on"] = ""
        person = holder.person or held.person
        row = replace(held, person=person, name=holder.name, **values)
        if row == held:
            changes.same_officials += 1
        else:
            changes.changed_officials.append(row)

    def _find(self, office: str, holder: Holder) -> OfficialRow | None:
        """By id, else by name where only one has it, and not under another id; each once."""
        found = self._by_person.get((office, holder.person or holder.named))
        namesakes = self._by_name[office, holder.named]
        if found is None and len(namesakes) == 1:
            (namesake,) = namesakes
            is_same = not holder.person or namesake.person == name_key(namesake.name)
            found = namesake if is_same else None
        if found is None or found.id in self._found:
            return None
        self._found.add(found.id)
        return found


def _known_offices(ids: Collection[str]) -> dict[str, OfficeRow]:
    found = {}
    for batch in _batches(ids):
        for values in Office.objects.filter(pk__in=batch).values(*OFFICE_COLUMNS):
            row = {**values, "functions": tuple(values["functions"])}
            found[values["id"]] = OfficeRow(**row)
    return found


def _known_officials(ids: Collection[str]) -> list[OfficialRow]:
    found = []
    for batch in _batches(ids):
        rows = Official.objects.filter(office__in=batch).order_by("pk").values(*OFFICIAL_COLUMNS)
        found += [OfficialRow(**values) for values in rows]
    return found


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
